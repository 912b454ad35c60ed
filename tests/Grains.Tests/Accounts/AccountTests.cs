using Hark.Testing;

namespace Hark.Grains.Tests;

public class AccountTests
{
    static readonly CreateAccount Request = new("Motors Inc.", "ada@motors.example", "password-hash", "key-hash");

    readonly ManualTime _time = new();
    readonly MemoryAudit _audit = new();
    readonly MemoryDirectory _directory = new();
    readonly MemoryState<AccountState> _state = new();

    [Fact]
    public async Task Create_AnswersTheAccountAndIsAudited()
    {
        var created = await Account().Create(Request);
        Assert.Equal((new AccountId(4), "Motors Inc.", "ada@motors.example", _time.GetUtcNow()), (created.Value!.Id, created.Value.Name, created.Value.Email, created.Value.CreatedAt));
        Assert.Empty(created.Value.Stores);
        Assert.Equal(("account.create", "ac_4"), (Assert.Single(_audit.Entries).Act, _audit.Entries[0].Subject));
    }

    [Fact]
    public async Task CreateAgain_ChangesNothing()
    {
        await Account().Create(Request);
        var first = await Account().View();
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(first!.CreatedAt, (await Account().Create(Request)).Value?.CreatedAt);
        Assert.Single(_audit.Entries);
    }

    [Fact]
    public async Task CreateWithAnotherKey_IsRefused()
    {
        await Account().Create(Request);
        Assert.Equal(Codes.AccountInvalid, (await Account().Create(Request with { KeyHash = "other" })).Refusal?.Code);
        Assert.True(await Account().Holds("key-hash"));
        Assert.False(await Account().Holds("other"));
    }

    [Theory]
    [InlineData("", "ada@motors.example")]
    [InlineData(" ", "ada@motors.example")]
    [InlineData("Motors", "")]
    [InlineData("Motors", "ada")]
    [InlineData("Motors", "@motors.example")]
    [InlineData("Motors", "ada@")]
    public async Task FlawedRequest_IsRefused(string name, string email)
    {
        Assert.Equal(Codes.AccountInvalid, (await Account().Create(Request with { Name = name, Email = email })).Refusal?.Code);
        Assert.Null(await Account().View());
        Assert.Empty(_audit.Entries);
    }

    [Theory]
    [InlineData(100, 254, true)]
    [InlineData(101, 254, false)]
    [InlineData(100, 255, false)]
    public async Task NameAndEmail_HaveTheirLengths(int name, int email, bool fits) =>
        Assert.Equal(fits, (await Account().Create(Request with { Name = new('n', name), Email = new string('a', email - 2) + "@b" })).Ok);

    [Fact]
    public async Task Stores_AreAddedOnce()
    {
        await Account().Create(Request);
        await Account().AddStore(new(2));
        await Account().AddStore(new(1));
        await Account().AddStore(new(2));
        Assert.Equal([new StoreId(2), new StoreId(1)], (await Account().View())!.Stores);
    }

    [Fact]
    public async Task AccountThatIsNot_HoldsNoKeyAndTakesNoStore()
    {
        Assert.Null(await Account().View());
        Assert.False(await Account().Holds("key-hash"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Account().AddStore(Sample.Store));
    }

    [Fact]
    public async Task Password_IsTheUsersInAnyCaseAndNobodyElses()
    {
        await Account().Create(Request);
        Assert.Equal("password-hash", await Account().PasswordHash("ADA@motors.example"));
        Assert.Null(await Account().PasswordHash("eve@motors.example"));
        Assert.Equal("ada@motors.example", _directory.Accounts[new(4)]);
    }

    [Fact]
    public async Task NewPassword_TakesThePlaceOfTheFormerOneAndIsAudited()
    {
        Assert.Equal(Codes.AccountUnknown, (await Account().SetPassword("other-hash", "ac_4")).Refusal?.Code);
        await Account().Create(Request);
        await Account().AddStore(new(2));
        Assert.Equal([new StoreId(2)], (await Account().SetPassword("other-hash", "ac_4")).Value!.Stores);
        Assert.Equal("other-hash", await Account().PasswordHash("ada@motors.example"));
        Assert.True(await Account().Holds("key-hash"));
        Assert.Equal(("account.password", "ac_4", "ac_4", "ada@motors.example"), (_audit.Entries[^1].Act, _audit.Entries[^1].By, _audit.Entries[^1].Subject, _audit.Entries[^1].Details));
    }

    [Fact]
    public async Task RightToCreateStores_IsTakenWithAReasonAndLeavesTheFirst()
    {
        Assert.Equal(Codes.AccountUnknown, (await Account().Change(new(false, "trial", "admin"))).Refusal?.Code);
        await Account().Create(Request);
        Assert.Equal(Codes.ReasonMissing, (await Account().Change(new(false, " ", "admin"))).Refusal?.Code);
        Assert.True((await Account().Change(new(false, "trial", "admin"))).Value!.MayCreateStores);
        await Account().AddStore(new(1));
        Assert.False((await Account().View())!.MayCreateStores);
        Assert.True((await Account().Change(new(true, "paid", "admin"))).Value!.MayCreateStores);
        Assert.True((await Account().Change(new(true, null, "admin"))).Ok);
        Assert.Equal(["account.create", "account.stores.deny", "account.stores.allow"], _audit.Entries.Select(e => e.Act));
    }

    Account Account() => new(new(4), _state, _directory, _audit, _time);
}
