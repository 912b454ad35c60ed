namespace Hark.Process.Tests;

public sealed class StopTests : IDisposable
{
    static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(15);

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task StoppedInACampaign_LeavesNothingUnknownAndGoesOnAtTheNextStart()
    {
        const int audience = 400;
        var settings = HarkSettings.Sending(_folder.Journal, rate: 100);
        string campaign;
        Shop shop;
        using (var first = await OneMachine.Start(_folder, settings))
        {
            shop = await Shop.Open(first.Http);
            await shop.Import(first.Http, Shop.People(audience));
            campaign = await shop.StartCampaign(first.Http);
            await Until.True(() => Journal.Read(_folder.Journal).Count >= 50, "50 texts have arrived");
            var (code, took) = await first.Stop();
            Assert.Equal(0, code);
            Assert.True(took < LongestStop, $"{took}");
        }
        Assert.InRange(Journal.Read(_folder.Journal).Count, 50, audience - 1);
        var left = await CopiedRecords.Deliveries(_folder, shop);
        Assert.DoesNotContain(left, d => d.Status is DeliveryStatus.Submitting or DeliveryStatus.Unknown);

        using var second = await OneMachine.Start(_folder, settings);
        var end = await shop.CampaignEnds(second.Http, campaign);
        Assert.False(end.Body.GetProperty("progress").TryGetProperty("unknown", out _));
        var arrivals = Journal.Read(_folder.Journal);
        Assert.Equal(audience, arrivals.Count);
        Assert.Equal(audience, arrivals.Select(a => a.Number).Distinct().Count());
    }

    [Fact]
    public async Task StoppedAtOnce_EndsWithZero()
    {
        using var hark = await OneMachine.Start(_folder, []);
        var (code, took) = await hark.Stop();
        Assert.Equal(0, code);
        Assert.True(took < LongestStop, $"{took}");
    }
}
