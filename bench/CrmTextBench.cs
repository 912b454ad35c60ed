using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace Hark.Bench;

/// <summary>Calls of <c>sendsmsmsg</c> to one store, over HTTP to the real program, begun at a steady rate whether or not earlier ones have been answered.</summary>
static class CrmTextBench
{
    const int PerSecond = 200;
    const int People = 1_000;

    public static async Task Run(TimeSpan time)
    {
        await using var hark = await BenchService.OneMachine();
        var store = await hark.NewStore("BENCHCRM");
        await hark.Import(store, 0, People);
        using var http = new HttpClient { BaseAddress = hark.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{BenchService.Email}:{BenchService.Password}:BENCHCRM")));

        // The first second warms up: the programs' code, and the password that is checked once.
        await Call(PerSecond, offset: -PerSecond);
        var calls = (int)(time.TotalSeconds * PerSecond);
        var watch = Stopwatch.StartNew();
        var accepted = (await Call(calls, offset: 0)).Order().ToList();
        Table.Row($"{PerSecond}", $"{calls:N0}", $"{accepted.Count:N0}", $"{calls / watch.Elapsed.TotalSeconds:F0}", Percentile(50), Percentile(99), $"{accepted[^1]:F1}");

        string Percentile(int percent) => $"{accepted[(int)Math.Ceiling(accepted.Count * percent / 100.0) - 1]:F1}";

        // From the instant at which a call was to begin: one that has to wait for its turn counts as slow.
        async Task<IReadOnlyCollection<double>> Call(int count, int offset)
        {
            var milliseconds = new ConcurrentBag<double>();
            var begun = Stopwatch.GetTimestamp();
            var under = new List<Task>(count);
            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
            for (var i = 0; i < count; i++)
            {
                var due = TimeSpan.FromSeconds((double)i / PerSecond);
                while (Stopwatch.GetElapsedTime(begun) < due) await tick.WaitForNextTickAsync();
                under.Add(One(i, due));
            }
            await Task.WhenAll(under);
            return milliseconds;

            async Task One(int i, TimeSpan due)
            {
                using var form = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["method"] = "sendsmsmsg",
                    ["phone_number"] = BenchService.Number(i % People)[2..],
                    ["message"] = $"Your car {i + offset} is ready.",
                });
                using var answer = await http.PostAsync("/smapi/rest", form);
                if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
                milliseconds.Add((Stopwatch.GetElapsedTime(begun) - due).TotalMilliseconds);
            }
        }
    }
}
