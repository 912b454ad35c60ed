using Hark.Grains;
using Hark.Records;
using Microsoft.AspNetCore.Identity;

namespace Hark.Api;

/// <summary>Sets the demonstration's scene: an account, a store, and people who opted in to it. Started again on the same data, it is the same store.</summary>
sealed class DemoStore(IGrains grains, IIds ids, ISettings settings, ApiKeys keys, IPasswordHasher<CreateAccount> passwords, TimeProvider time)
{
    const string Setting = "demo_store";
    const int AtOnce = 32;

    /// <returns>The store, and a key of its account.</returns>
    public async Task<Result<(StoreView Store, string Key)>> Open()
    {
        if (Ids.TryParse<StoreId>(await settings.Get(Setting), out var known) && await grains.Store(known).View() is { } before)
            return (before, keys.Of(before.Account));

        var account = new AccountId(await ids.Next());
        var request = new CreateAccount("Main Street Motors Inc", "demo@example.com", PasswordHash: "", ApiKeys.Hash(keys.Of(account)));
        var created = await grains.Account(account).Create(request with { PasswordHash = passwords.HashPassword(request, keys.Of(account)) });
        if (!created.Ok) return created.Refusal;

        var id = new StoreId(await ids.Next());
        var store = await grains.Store(id).Create(new CreateStore(account, "Main Street Motors", "MOTORS", TimeZone: null, DoubleOptIn: false, Brand: null,
            HelpContact: "help@example.com", Sender: null));
        if (!store.Ok) return store.Refusal;
        await settings.Put(Setting, id.ToString());
        return (store.Value, keys.Of(account));
    }

    /// <summary>As an import does it: nobody is sent a confirmation, so the pool is free for the campaign. Who texted STOP in an earlier demonstration stays out.</summary>
    /// <returns>A refusal, when somebody else could not be opted in.</returns>
    public async Task<Refusal?> OptIn(StoreId id, IReadOnlyList<PhoneNumber> people, CancellationToken cancellation)
    {
        Refusal? refusal = null;
        await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (number, _) =>
        {
            var proof = new ConsentProof("Sign-up sheet at the counter", $"demo sheet {number.Digits % 1000}", "Text me offers of Main Street Motors", time.GetUtcNow());
            var result = await grains.Subscriber(number).OptIn(new(id, ConsentMethod.Import, proof, PersonName.Unknown, Confirm: false, Fresh: false, By: "demo"));
            if (!result.Ok && result.Refusal.Code != Codes.ConsentRevoked) refusal = result.Refusal;
        });
        return refusal;
    }

    /// <summary>A text of its own each time, or the duplicate guard would hold the second demonstration of a day back.</summary>
    public async Task<Result<CampaignView>> StartCampaign(StoreId id)
    {
        var clock = $"{time.GetUtcNow():HH:mm:ss}";
        var draft = new CampaignDraft($"Service week {clock}", $"Service week: your winter check for 29 dollars until Saturday. Offer {clock}", MessageKind.Marketing, StartAt: null, NotAfter: null);
        return await grains.Store(id).StartCampaign(new CampaignId(await ids.Next()), draft);
    }
}
