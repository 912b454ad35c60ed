using Hark.Records;
using Hark.Silo;
using Microsoft.Extensions.DependencyInjection;

namespace Hark.Cluster.Tests;

/// <summary>Handsets of a cluster: what they send and show goes through a call of the silos among themselves.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class ClusterSimulatorTests
{
    static readonly PhoneNumber Handset = SampleNumbers.Us(1);

    [Fact]
    public async Task Pictures_GoBothWays()
    {
        await using var silos = await SilosInProcess.Start(await TestDatabases.New(), new Dictionary<string, string?> { ["Policy:QuietHours"] = "off", ["Media:PublicUrl"] = "https://text.example.com" });
        var records = silos.Silos[0].GetRequiredService<RecordsService>().Records;
        var simulator = new ClusterSimulator(silos.GrainFactory);
        var store = new StoreId(await records.Ids.Next());
        var account = new AccountId(await records.Ids.Next());
        Assert.True((await silos.Grains.Account(account).Create(new("Main Street", "owner@example.com", "-", "key"))).Ok);
        var created = await silos.Grains.Store(store).Create(new(account, "Main Street Motors", "MOTORS", null, false, null, null, null));
        var proof = new ConsentProof("web form", "https://example.com/forms/1", null, DateTimeOffset.UnixEpoch);
        Assert.True((await silos.Grains.Subscriber(Handset).OptIn(new(store, ConsentMethod.Import, proof, PersonName.Unknown, Confirm: false, Fresh: false, "test"))).Ok);

        await simulator.Inbound(Handset, created.Value!.Sender, "", [.. Enumerable.Range(1, 2).Select(n => new InboundMedia("image/png", $"https://carrier.example/{n}"))]);
        await simulator.Inbound(Handset, created.Value.Sender, "Seen?", null);
        var inbox = (await records.InboxRows.List(store, new PageRequest())).Items;
        Assert.Equal([("Seen?", null), ("", 2)], inbox.Select(row => (row.Text, row.Media?.Count)));

        var picture = await records.Pictures.Keep(new(PictureType.Png, 1, 1, SamplePictures.Png));
        Assert.True((await silos.Grains.Store(store).Send(new(await records.Ids.Next()), new(Handset, "Look", MessageKind.Informational, picture))).Ok);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await simulator.MessagesTo(Handset)).Count == 0) await pause.WaitForNextTickAsync(patience.Token);
        Assert.Equal($"https://text.example.com{picture.Path}", Assert.Single(await simulator.MessagesTo(Handset)).MediaUrl);
    }
}
