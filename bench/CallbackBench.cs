using System.Diagnostics;
using Hark.Testing;

namespace Hark.Bench;

/// <summary>Texts from handsets to one store, posted to its endpoint, while another store's endpoint never answers.</summary>
static class CallbackBench
{
    const int Customers = 1_000;

    /// <param name="rate">Texts a second to the store whose endpoint answers; the other one gets a tenth of it.</param>
    public static async Task Run(int rate, TimeSpan length)
    {
        await using var bench = await BenchHost.Start(rate: 1_000_000);
        var (fast, slow) = (await bench.NewStore("BENCHFAST"), await bench.NewStore("BENCHSLOW"));
        using var receiver = new CallbackReceiver();
        using var hanging = new CallbackReceiver { Answer = CallbackReceiver.Hang };
        await Set(bench, fast, receiver.Url);
        await Set(bench, slow, hanging.Url);

        var watch = Stopwatch.StartNew();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var receiving = new List<Task>();
        var done = new long[(int)(rate * length.TotalSeconds)];
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var next = 0; next < done.Length; await tick.WaitForNextTickAsync())
            for (var due = Math.Min(done.Length, (int)(watch.Elapsed.TotalSeconds * rate)); next < due; next++)
            {
                receiving.Add(Receive(fast, next));
                if (next % 10 == 0) receiving.Add(Receive(slow, next));
            }
        await Task.WhenAll(receiving);
        var asked = watch.Elapsed;
        await BenchHost.When(() => Task.FromResult(receiver.Received.Count), count => count >= done.Length);

        var latencies = receiver.Received.DistinctBy(r => r.Id).Select(r => Stopwatch.GetElapsedTime(done[int.Parse(r.Data("text"))], r.At).TotalMilliseconds).Order().ToList();
        var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        Table.Row($"{rate}", $"{length.TotalSeconds:F0}", $"{done.Length:N0}", $"{receiver.Received.Count - latencies.Count}", $"{done.Length / asked.TotalSeconds:F0}", $"{done.Length / watch.Elapsed.TotalSeconds:F0}",
            $"{latencies[latencies.Count / 2]:F0}", $"{latencies[latencies.Count * 99 / 100]:F0}", $"{latencies[^1]:F0}", $"{hanging.Received.Count}", $"{used.TotalMicroseconds / done.Length:F0}");

        async Task Receive(StoreId store, int text)
        {
            // Into the inbox at once: a Store takes one text after the other, and its pace is another figure.
            await bench.Records.Inbox.Add(new(store, new($"{text}", SampleNumbers.Us(text % Customers), "x", $"{text}", TimeProvider.System.GetUtcNow()), Meaning.Message, ConsentStatus.OptedIn, null));
            // From here on the text is kept.
            if (store == fast) done[text] = Stopwatch.GetTimestamp();
        }
    }

    static async Task Set(BenchHost bench, StoreId store, string url)
    {
        var set = await bench.Grains.CallbackEndpoint(store).Set(new(url, CallbackForm.Json, [CallbackEventType.MessageReceived], "bench"));
        if (!set.Ok) throw new InvalidOperationException(set.Refusal.Reason);
    }
}
