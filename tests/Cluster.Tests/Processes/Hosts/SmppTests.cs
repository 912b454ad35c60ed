namespace Hark.Cluster.Tests;

/// <summary>Silos that each bind sessions of their own share one pool, by the clock of an SMSC that is not ours.</summary>
[Trait("Needs", "PostgreSQL")]
[Trait("Needs", "Smsc")]
public sealed class SmppTests(ITestOutputHelper output)
{
    const int Rate = 100;
    const int Audience = 1_000;

    [Fact]
    public async Task CampaignOverTwoSilos_EverybodyOnceAndThePoolIsKept()
    {
        await using var smsc = await NodeSmsc.Start();
        await using var cluster = await ProcessCluster.Start(silos: 2, hosts: 1, rate: Rate,
            ("Carrier__Kind", "smpp"), ("Smpp__Host", "127.0.0.1"), ("Smpp__Port", $"{smsc.Port}"), ("Smpp__SystemId", "hark"), ("Smpp__Password", "secret"), ("Smpp__Window", "30"));
        await cluster.Story(output, async () =>
        {
            var shop = await Shop.Open(cluster.Http);
            await shop.Import(cluster.Http, Shop.People(Audience));
            await shop.CampaignEnds(cluster.Http, await shop.StartCampaign(cluster.Http));

            var submits = smsc.Submits();
            output.WriteLine($"busiest second {NodeSmsc.BusiestSecond(submits)}, sessions {submits.Select(s => s.Session).Distinct().Count()}");
            Assert.Equal((Audience, Audience), (submits.Count, submits.Select(s => s.Destination).Distinct().Count()));
            Assert.True(submits.Select(s => s.Session).Distinct().Count() == 2, "One silo sent all.");
            // rate·1 s, the largest text, and what a slot may be used late (ADR 6).
            Assert.True(NodeSmsc.BusiestSecond(submits) <= Rate + 4, $"{NodeSmsc.BusiestSecond(submits)} parts in a second");

            // A handset answers on one silo's session; its Subscriber may live on the other.
            var number = submits[0].Destination;
            Assert.Equal(0u, await smsc.Deliver(number, submits[0].Source, "STOP"));
            Assert.Equal("opted_out", (await cluster.Http.Get($"{shop.Path}/subscribers/+{number}")).Good().Text("status"));
            await Until.True(async () => (await cluster.Http.Get($"{shop.Path}/deliveries?number=%2B{number}&status=delivered")).Good().Body.GetProperty("items").GetArrayLength() > 0, "its receipt is in the ledger");
        });
    }
}
