using System.Net;

namespace Hark.Process.Tests;

/// <summary>A full disk, tried with a quota: what cannot be recorded is not sent.</summary>
public sealed class FullStorageTests(ITestOutputHelper output) : IDisposable
{
    const int Audience = 4_000;
    const int Rate = 1_000;
    const long Mebibyte = 1_048_576;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FullInACampaign_RefusesAndSaysSoAndGoesOnWithMoreRoom()
    {
        var settings = HarkSettings.Sending(_folder.Journal, Rate);
        Shop shop;
        using (var first = await OneMachine.Start(_folder, settings))
        {
            shop = await Shop.Open(first.Http);
            await shop.Import(first.Http, Shop.People(Audience));
            Assert.Equal(0, (await first.Stop()).Code);
        }

        // Less than one more MiB: the campaign needs about two.
        var quota = new FileInfo(_folder.Database).Length / Mebibyte + 1;
        string campaign;
        using (var full = await OneMachine.Start(_folder, settings.With("Storage__MaxMegabytes", $"{quota}")))
        {
            campaign = await shop.StartCampaign(full.Http);
            var readiness = "";
            await Until.True(async () =>
            {
                using var answer = await full.Http.GetAsync("/readyz");
                readiness = await answer.Content.ReadAsStringAsync();
                return answer.StatusCode == HttpStatusCode.ServiceUnavailable;
            }, "/readyz says no");
            Assert.Contains($"no room left to write to {_folder.Database}", readiness, StringComparison.Ordinal);
            Assert.Equal("alive\n", await full.Http.GetStringAsync("/healthz"));

            // Some small rows may still find room in pages that are there; soon none does.
            var (answer, tries) = (default(Answer)!, 0);
            var number = Shop.People(1).Single().ToString();
            await Until.True(async () =>
            {
                answer = await full.Http.Post($"{shop.Path}/messages", new { to = number, text = $"Your car is ready. {tries++}", kind = "informational" }, $"text-{tries}");
                return answer.Status == HttpStatusCode.ServiceUnavailable;
            }, "a text is refused for want of room");
            Assert.Equal("storage_unavailable", answer.Text("code"));
            Assert.Equal(HttpStatusCode.OK, (await full.Http.Get($"{shop.Path}/deliveries?limit=1")).Status);
            full.Kill();
        }

        // What has arrived is in the ledger: no text left without a durable record.
        var left = await CopiedRecords.Deliveries(_folder, shop);
        var recorded = left.Select(d => d.Id).ToHashSet();
        Assert.All(Journal.Read(_folder.Journal), arrival => Assert.Contains(arrival.Delivery, recorded));
        Assert.InRange(left.Count(d => d.Campaign is not null), 1, Audience - 1);

        using var roomy = await OneMachine.Start(_folder, settings.With("Storage__MaxMegabytes", "64"));
        Assert.Equal("ready\n", await roomy.Http.GetStringAsync("/readyz"));
        await shop.CampaignEnds(roomy.Http, campaign);
        Assert.Equal(0, (await roomy.Stop()).Code);
        await Check(shop, left.Count(d => d.Status == DeliveryStatus.Submitting));
    }

    async Task Check(Shop shop, int inFlight)
    {
        var rows = (await CopiedRecords.Deliveries(_folder, shop)).Where(d => d.Campaign is not null).ToList();
        var campaign = rows.Select(d => d.Id).ToHashSet();
        var arrivals = Journal.Read(_folder.Journal).Where(a => campaign.Contains(a.Delivery)).ToList();
        var unknown = rows.Where(d => d.Status == DeliveryStatus.Unknown).Select(d => d.To).ToList();
        output.WriteLine($"arrived {arrivals.Count}, unknown {unknown.Count} of {inFlight} in flight");
        Assert.Equal(0, Journal.Twice(arrivals.Select(a => a.Number)));
        Assert.Equal(Audience, rows.Select(d => d.To).Distinct().Count());
        Assert.Equal(Audience, rows.Count);
        Assert.Empty(Shop.People(Audience).Except(arrivals.Select(a => a.Number)).Except(unknown));
        Assert.True(unknown.Count <= inFlight, $"{unknown.Count} unknown, {inFlight} in flight");
    }
}
