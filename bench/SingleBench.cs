using System.Diagnostics;

namespace Hark.Bench;

/// <summary>Single sends over HTTP to the real program while a campaign of 100,000 runs at 30 parts a second: how soon they are accepted, and how soon the carrier has them.</summary>
static class SingleBench
{
    const int Campaign = 100_000;
    const int Texts = 100;

    public static async Task Run()
    {
        await using var hark = await BenchService.OneMachine(("Bandwidth__Rate", "30"));
        var big = await hark.NewStore("BENCHBIG");
        await hark.Import(big, 0, Campaign);
        // Each text goes to a store of its own: within one store the second would wait for the store's 1/s.
        var stores = new List<string>();
        for (var i = 0; i < Texts; i++)
        {
            stores.Add(await hark.NewStore($"BENCH{i}"));
            await hark.Import(stores[i], Campaign + i, 1);
        }
        await hark.Post($"/v1/stores/{big}/campaigns", new { name = "bench", text = "Come and see the new models.", kind = "marketing" });

        var (accepted, handedOver) = (new List<double>(), new List<double>());
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        for (var i = 0; i < Texts; i++)
        {
            await pause.WaitForNextTickAsync();
            var (sentAt, watch) = (TimeProvider.System.GetUtcNow(), Stopwatch.StartNew());
            var answer = await hark.Post($"/v1/stores/{stores[i]}/messages", new { to = BenchService.Number(Campaign + i), text = "Your car is ready.", kind = "informational" });
            accepted.Add(watch.Elapsed.TotalMilliseconds);
            var messages = await BenchHost.When(() => hark.Get($"/v1/simulator/messages?to={Uri.EscapeDataString(BenchService.Number(Campaign + i))}"), m => m.GetProperty("items").GetArrayLength() > 0);
            handedOver.Add((messages.GetProperty("items")[0].GetProperty("at").GetDateTimeOffset() - sentAt).TotalMilliseconds);
            if (!answer.TryGetProperty("id", out _)) throw new InvalidOperationException(answer.ToString());
        }
        Table.Row($"{Texts}", Percentile(accepted, 50), Percentile(accepted, 99), Percentile(handedOver, 50), Percentile(handedOver, 99), $"{handedOver.Max():F0}");
    }

    static string Percentile(List<double> values, int percent) => $"{values.Order().ElementAt((int)Math.Ceiling(values.Count * percent / 100.0) - 1):F1}";
}
