namespace Hark.Cluster.Tests;

/// <summary>Two callers of the API, one that opts people in and one that texts people of a campaign, who note what was acknowledged.</summary>
sealed class Callers(HttpClient http, RunningCampaign campaign)
{
    const int FirstOfTheNew = 1_000_000;
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    readonly List<PhoneNumber> _optedIn = [];
    readonly Dictionary<string, PhoneNumber> _texts = [];
    int _acknowledged, _refused;

    /// <summary>Answered with success.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>Answered with a problem.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public Task Call(CancellationToken enough) => Task.WhenAll(
        Again(async i =>
        {
            var number = Shop.People(1, FirstOfTheNew + i).Single();
            var answer = await http.Put($"{campaign.Shop.Path}/subscribers/{number}/consent", new { source = "web form", evidence = $"form {i}" });
            if (Noted(answer)) _optedIn.Add(number);
        }, enough),
        Again(async i =>
        {
            var number = campaign.People[i % campaign.People.Count];
            var answer = await http.Post($"{campaign.Shop.Path}/messages", new { to = number.ToString(), text = $"Your car is ready. {i}", kind = "informational" }, $"text-{i}");
            if (Noted(answer)) _texts.Add(answer.Text("id"), number);
        }, enough));

    /// <summary>All that was acknowledged is there: who was opted in stands so, and each text has ended and arrived once.</summary>
    public async Task Check(ProcessCluster cluster)
    {
        foreach (var number in _optedIn) Assert.Equal("opted_in", (await http.Get($"{campaign.Shop.Path}/subscribers/{number}")).Good().Text("status"));
        foreach (var id in _texts.Keys)
            await Until.True(async () => (await http.Get($"/v1/deliveries/{id}")).Good().Text("status") is "submitted" or "delivered" or "unknown", $"{id} has ended");
        var arrived = cluster.Arrivals().ToLookup(a => a.Delivery.ToString());
        foreach (var (id, number) in _texts)
            Assert.True(arrived[id].Count() == 1 || (!arrived[id].Any() && (await http.Get($"/v1/deliveries/{id}")).Good().Text("status") == "unknown"), $"{id} to {number} arrived {arrived[id].Count()} times");
    }

    bool Noted(Answer answer)
    {
        var success = (int)answer.Status < 300;
        Interlocked.Increment(ref success ? ref _acknowledged : ref _refused);
        return success;
    }

    static async Task Again(Func<int, Task> call, CancellationToken enough)
    {
        using var pace = new PeriodicTimer(Pace);
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            await call(i);
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
