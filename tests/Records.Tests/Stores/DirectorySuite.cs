using static Hark.Records.Tests.Samples;

namespace Hark.Records.Tests;

public abstract class DirectorySuite<TBackend> : RecordsSuite<TBackend> where TBackend : IBackend, new()
{
    static StoreView View(long id, long account = 1, string sender = "12345") =>
        new(new StoreId(id), new AccountId(account), "Acme", "Acme Shoes", $"JOIN{id}", sender, "America/New_York", true, true, "help@acme.example", At);

    [Fact]
    public async Task PutAgain_ReplacesAllButItsBeginning()
    {
        await Records.Directory.Put(View(1));
        await Records.Directory.Put(View(1) with { Brand = "New", DuplicateGuard = false, CreatedAt = At.AddDays(1) });
        Assert.Equal([View(1) with { Brand = "New", DuplicateGuard = false }], (await Records.Stores.List(null, new PageRequest())).Items);
    }

    [Fact]
    public async Task SharedShortCode_TellsAllItsStores()
    {
        await Records.Directory.Put(View(1));
        await Records.Directory.Put(View(2));
        await Records.Directory.Put(View(3, sender: "+12015559999"));
        Assert.Equal([new StoreId(1), new StoreId(2)], await Records.Directory.BySender("12345"));
        Assert.Empty(await Records.Directory.BySender("99999"));
    }

    [Fact]
    public async Task List_IsOfTheAccountNewestFirst()
    {
        await Records.Directory.Put(View(1));
        await Records.Directory.Put(View(2, account: 2));
        await Records.Directory.Put(View(3));
        Assert.Equal([3L, 1], (await Records.Stores.List(new AccountId(1), new PageRequest())).Items.Select(s => s.Id.Value));
        var first = await Records.Stores.List(null, new PageRequest(2));
        Assert.Equal([1L], (await Records.Stores.List(null, new PageRequest(2, first.Next))).Items.Select(s => s.Id.Value));
    }

    [Fact]
    public async Task Accounts_AreFoundByEmailInAnyCase()
    {
        await Records.Directory.PutAccount(new(1), "Ada@motors.example");
        await Records.Directory.PutAccount(new(2), "ada@MOTORS.example");
        await Records.Directory.PutAccount(new(3), "eve@motors.example");
        await Records.Directory.PutAccount(new(3), "eva@motors.example");
        Assert.Equal([new AccountId(1), new AccountId(2)], await Records.Accounts.Of("ADA@motors.example"));
        Assert.Empty(await Records.Accounts.Of("eve@motors.example"));
    }

    [Fact]
    public async Task CampaignsSince_CountsThoseOfTheStore()
    {
        await Records.Ledger.OpenCampaign(Plan(900, "a"), Now.AddDays(-40));
        await Records.Ledger.OpenCampaign(Plan(901, "b"), Now);
        Assert.Equal(1, await Records.Directory.CampaignsSince(AStore, Now.AddDays(-30)));
        Assert.Equal(0, await Records.Directory.CampaignsSince(OtherStore, Now.AddDays(-30)));
    }
}
