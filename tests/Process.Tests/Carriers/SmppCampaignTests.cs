namespace Hark.Process.Tests;

/// <summary>Invariant 2 over SMPP, judged by the journal of an SMSC that is not ours: whoever dies, nobody is texted twice and everybody is accounted for.</summary>
[Trait("Needs", "Smsc")]
public sealed class SmppCampaignTests(ITestOutputHelper output) : IDisposable
{
    const int Audience = 5_000;
    const int Window = 20;
    const int Rate = 1_000;

    /// <summary>Answered and not in the ledger when Hark died. A minute later their receipts have settled them.</summary>
    const int MostUnrecorded = 2 * Window;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task HarkIsKilled_NobodyTwiceAndEverybodyAccountedFor()
    {
        await using var smsc = await NodeSmsc.Start(new() { Receipts = 100 });
        var hark = await OneMachine.Start(_folder, Settings(smsc));
        try
        {
            var shop = await Shop.Open(hark.Http);
            await shop.Import(hark.Http, Shop.People(Audience));
            var campaign = await shop.StartCampaign(hark.Http);
            const int kills = 5;
            for (var kill = 1; kill <= kills; kill++)
            {
                var texts = kill * Audience / (kills + 1);
                await Until.True(() => smsc.Submits().Count >= texts, $"the SMSC has {texts} texts");
                hark.Kill();
                hark.Dispose();
                hark = await OneMachine.Start(_folder, Settings(smsc));
            }
            await Check(smsc, hark, shop, campaign, kills, mostUnknown: kills * (Window + MostUnrecorded));
        }
        catch
        {
            output.WriteLine($"{hark.Output}\n{hark.Errors}");
            throw;
        }
        finally
        {
            hark.Dispose();
        }
    }

    [Fact]
    public async Task SmscIsKilled_NobodyTwiceAndUnknownIsAtMostTheWindow()
    {
        await using var smsc = await NodeSmsc.Start(new() { Receipts = 100 });
        using var hark = await OneMachine.Start(_folder, Settings(smsc));
        var shop = await Shop.Open(hark.Http);
        await shop.Import(hark.Http, Shop.People(Audience));
        var campaign = await shop.StartCampaign(hark.Http);
        const int kills = 4;
        for (var kill = 1; kill <= kills; kill++)
        {
            var texts = kill * Audience / (kills + 1);
            await Until.True(() => smsc.Submits().Count >= texts, $"the SMSC has {texts} texts");
            await smsc.Kill();
            await smsc.Restart();
        }
        await Check(smsc, hark, shop, campaign, kills, mostUnknown: kills * Window);
    }

    async Task Check(NodeSmsc smsc, HarkProcess hark, Shop shop, string campaign, int kills, int mostUnknown)
    {
        var end = await shop.CampaignEnds(hark.Http, campaign);
        Assert.Equal(0, (await hark.Stop()).Code);
        var (submits, rows) = (smsc.Submits(), await CopiedRecords.Deliveries(_folder, shop));
        var taken = submits.Select(s => s.Destination).ToHashSet();
        var unknown = rows.Count(d => d.Status == DeliveryStatus.Unknown);
        output.WriteLine($"taken {submits.Count}, unknown {unknown} (at most {mostUnknown}), of them taken {rows.Count(d => d.Status == DeliveryStatus.Unknown && taken.Contains(d.To.ToString()[1..]))}, delivered {rows.Count(d => d.Status == DeliveryStatus.Delivered)}, busiest second {NodeSmsc.BusiestSecond(submits)}");

        Assert.Equal(submits.Count, taken.Count);
        Assert.Equal((Audience, Audience), (rows.Count, rows.Select(d => d.To).Distinct().Count()));
        Assert.Equal(Audience, end.Body.GetProperty("progress").EnumerateObject().Sum(s => s.Value.GetInt64()));
        Assert.All(rows, d => Assert.True(d.Status is DeliveryStatus.Submitted or DeliveryStatus.Delivered or DeliveryStatus.Unknown, $"{d.Id} is {d.Status}"));
        Assert.All(rows.Where(d => d.Status != DeliveryStatus.Unknown), d => Assert.Contains(d.To.ToString()[1..], taken));
        // A text has room on the link before it has a record: at most a window full of them can wait for slots or be on their way.
        var neverTaken = rows.Count(d => d.Status == DeliveryStatus.Unknown && !taken.Contains(d.To.ToString()[1..]));
        Assert.True(neverTaken <= kills * Window, $"{neverTaken} unknown that the SMSC does not have, at most {kills * Window} expected");
        Assert.True(unknown <= mostUnknown, $"{unknown} unknown, at most {mostUnknown} expected");
    }

    static HarkSettings Settings(NodeSmsc smsc) => new()
    {
        ["Bandwidth__Rate"] = $"{Rate}",
        ["Bandwidth__LeaseLength"] = "00:00:00.250",
        ["Policy__QuietHours"] = "off",
        ["Carrier__Kind"] = "smpp",
        ["Smpp__Host"] = "127.0.0.1",
        ["Smpp__Port"] = $"{smsc.Port}",
        ["Smpp__SystemId"] = "hark",
        ["Smpp__Password"] = "secret",
        ["Smpp__Window"] = $"{Window}",
        ["Smpp__ReconnectAfter"] = "00:00:00.100",
    };
}
