using System.Diagnostics;
using System.Net;

namespace Hark.Cluster.Tests;

/// <summary>Asks many Subscribers through the API, each until it answers.</summary>
static class Answering
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <returns>When the last of them had answered, counted from the call.</returns>
    public static async Task<TimeSpan> All(HttpClient http, Shop shop, IEnumerable<PhoneNumber> people)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(people.Select(async number =>
        {
            using var pause = new PeriodicTimer(Pause);
            while (!await Answers(http, $"{shop.Path}/subscribers/{number}")) await pause.WaitForNextTickAsync();
        })).WaitAsync(TimeSpan.FromSeconds(60));
        return watch.Elapsed;
    }

    static async Task<bool> Answers(HttpClient http, string path)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            using var answer = await http.GetAsync(path, patience.Token);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
