namespace Hark.Bench;

/// <summary>The pool at 30 parts a second: the busiest second, how much of the pool is used, and how stores share it.</summary>
static class PaceBench
{
    const double Rate = 30;

    public static async Task Run(TimeSpan length)
    {
        await using var host = await BenchHost.Start(Rate);
        var store = await host.NewStore("BENCH");
        await host.Import(store, 0, (int)(Rate * length.TotalSeconds * 1.5));
        var campaign = await host.StartCampaign(store, "bench");
        var (parts, seconds, peak) = await Watch(host, length);
        await host.Grains.Store(store).CancelCampaign(campaign);
        Table.Row("1", $"{seconds:F1}", $"{parts:N0}", $"{peak}", $"{100 * parts / (Rate * seconds):F2} %", "-");
    }

    public static async Task Share(IReadOnlyList<int> stores, TimeSpan length)
    {
        foreach (var count in stores)
        {
            await using var host = await BenchHost.Start(Rate);
            var campaigns = new List<CampaignId>();
            for (var s = 0; s < count; s++)
            {
                var store = await host.NewStore($"BENCH{s}");
                await host.Import(store, s * 10_000, (int)(Rate * length.TotalSeconds * 1.5));
                campaigns.Add(await host.StartCampaign(store, "bench"));
            }
            var before = await Task.WhenAll(campaigns.Select(c => HandedOver(host, c)));
            var (parts, seconds, peak) = await Watch(host, length);
            var shares = (await Task.WhenAll(campaigns.Select(c => HandedOver(host, c)))).Zip(before, (a, b) => (double)(a - b)).ToList();
            var jain = Math.Pow(shares.Sum(), 2) / (count * shares.Sum(x => x * x));
            Table.Row($"{count}", $"{seconds:F1}", $"{parts:N0}", $"{peak}", $"{100 * parts / (Rate * seconds):F2} %", $"{jain:F4}");
        }
    }

    /// <summary>From the moment that texts flow.</summary>
    static async Task<(long Parts, double Seconds, int Peak)> Watch(BenchHost host, TimeSpan length)
    {
        await BenchHost.When(() => Task.FromResult(host.Carrier.Statistics()), s => s.Texts >= Rate);
        var (before, start) = (host.Carrier.Statistics().Parts, TimeProvider.System.GetTimestamp());
        using var timer = new PeriodicTimer(length);
        await timer.WaitForNextTickAsync();
        var after = host.Carrier.Statistics();
        return (after.Parts - before, TimeProvider.System.GetElapsedTime(start).TotalSeconds, after.PeakPartsPerSecond);
    }

    static async Task<long> HandedOver(BenchHost host, CampaignId campaign) =>
        (await host.Grains.Campaign(campaign).View())!.ByStatus.Where(s => s.Key is DeliveryStatus.Submitted or DeliveryStatus.Delivered).Sum(s => s.Value);
}
