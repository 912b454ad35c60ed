using Hark.Testing;

namespace Hark.Engine.Tests;

/// <summary>Invariant 2 at each call that leaves the process: it dies there, another one starts on the same folder, and everybody is accounted for. Who asked and got no answer asks again, with the same id.</summary>
public sealed class CrashPoints
{
    const int People = 150;

    /// <summary>Some must be left when a campaign is cancelled after a start, however slow that was: the pool takes 400 a second.</summary>
    const int MorePeople = 1_500;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<Port, bool, int> CampaignPoints => Points(
        (Port.OpenCampaign, [1]), (Port.MarkCampaign, [1]), (Port.Wakeup, [1]), (Port.TakeOver, [1]), (Port.Claim, [1, 2, 4]), (Port.WriteOutcomes, [1, 3]), (Port.CloseCampaign, [1]),
        (Port.CampaignState, [1, 2, 3, 4]), (Port.SubscriberState, [1, 75]), (Port.Submit, [1, 75, 150]));

    public static TheoryData<Port, bool, int> SchedulePoints => Points((Port.FreezeAudience, [1]), (Port.CampaignState, [2, 3, 4]), (Port.MarkCampaign, [1, 2]));

    public static TheoryData<Port, bool, int> CancelPoints => Points((Port.CampaignState, [1, 2]), (Port.MarkCampaign, [1]), (Port.Wakeup, [1]), (Port.CloseCampaign, [1]), (Port.WriteOutcomes, [1]), (Port.Submit, [5]));

    public static TheoryData<Port, bool, int> SinglePoints => Points((Port.Wakeup, [1]), (Port.Queue, [1, 7]), (Port.StoreState, [1]), (Port.ClaimQueued, [1, 5]), (Port.Record, [1, 2]), (Port.SubscriberState, [4]), (Port.Submit, [1, 6]));

    [Theory]
    [MemberData(nameof(CampaignPoints))]
    public Task CampaignWhoseProcessDies_CompletesAndAccountsForEverybody(Port port, bool afterwards, int call) =>
        Completes(port, afterwards, call, startsIn: null);

    [Theory]
    [MemberData(nameof(SchedulePoints))]
    public Task ScheduledCampaignWhoseProcessDies_CompletesAndAccountsForEverybody(Port port, bool afterwards, int call) =>
        Completes(port, afterwards, call, TimeSpan.FromMilliseconds(200));

    [Theory]
    [MemberData(nameof(CancelPoints))]
    public async Task CancelledCampaignWhoseProcessDies_CountsTheRestAsCancelled(Port port, bool afterwards, int call)
    {
        await using var scene = await CrashScene.Of(MorePeople);
        var campaign = new CampaignId(await scene.Records.Ids.Next());
        Assert.True((await scene.Grains.Store(scene.Store).StartCampaign(campaign, Draft(null))).Ok);
        await Until(() => Task.FromResult(scene.Carrier.Taken.Count > 20));

        scene.Process.DieAt(port, afterwards, call);
        var cancelling = scene.Grains.Store(scene.Store).CancelCampaign(campaign);
        await scene.Process.Died.WaitAsync(Patience);
        await scene.Crash();
        var inFlight = await scene.Submitting();
        await scene.StartAgain();
        if (!cancelling.IsCompletedSuccessfully) await scene.Grains.Store(scene.Store).CancelCampaign(campaign);

        var view = await Ended(scene, campaign);
        Assert.Equal(CampaignStatus.Cancelled, view.Status);
        Assert.True(view.ByStatus[DeliveryStatus.Cancelled] > 0);
        AssertAccounted(scene, view, inFlight);
    }

    [Theory]
    [MemberData(nameof(SinglePoints))]
    public async Task SingleTextsWhoseProcessDies_AllHaveAnOutcomeAndNobodyGetsTwo(Port port, bool afterwards, int call)
    {
        const int texts = 10;
        await using var scene = await CrashScene.Of(texts);
        var ids = new List<DeliveryId>();
        while (ids.Count < texts) ids.Add(new(await scene.Records.Ids.Next()));

        scene.Process.DieAt(port, afterwards, call);
        var asked = ids.Select(Send).ToList();
        await scene.Process.Died.WaitAsync(Patience);
        await scene.Crash();
        var inFlight = await scene.Submitting();
        await scene.StartAgain();
        for (var i = 0; i < texts; i++)
            if (!asked[i].IsCompletedSuccessfully) await Send(ids[i], i);

        var rows = new List<Records.DeliveryRow>();
        await Until(async () =>
        {
            rows = [.. (await scene.Records.Deliveries.List(scene.Store, new(), new(500))).Items];
            return rows.Count == texts && rows.All(row => row.Status is DeliveryStatus.Submitted or DeliveryStatus.Unknown);
        });
        Assert.Equal(ids.Order(Comparer<DeliveryId>.Create((a, b) => a.Value.CompareTo(b.Value))), rows.Select(row => row.Id).Reverse());
        Assert.True(rows.Count(row => row.Status == DeliveryStatus.Unknown) <= inFlight);
        Assert.All(scene.Carrier.Taken, taken => Assert.Equal(1, taken.Value));
        Assert.All(rows.Where(row => row.Status == DeliveryStatus.Submitted), row => Assert.True(scene.Carrier.Taken.ContainsKey(row.To)));

        Task<Result<AcceptedText>> Send(DeliveryId id, int index) =>
            scene.Grains.Store(scene.Store).Send(id, new(SampleNumbers.Us(index + 1), "Your car is ready.", MessageKind.Informational));
    }

    static async Task Completes(Port port, bool afterwards, int call, TimeSpan? startsIn)
    {
        await using var scene = await CrashScene.Of(People);
        var campaign = new CampaignId(await scene.Records.Ids.Next());
        var draft = Draft(startsIn is { } wait ? TimeProvider.System.GetUtcNow() + wait : null);

        scene.Process.DieAt(port, afterwards, call);
        var starting = scene.Grains.Store(scene.Store).StartCampaign(campaign, draft);
        await scene.Process.Died.WaitAsync(Patience);
        await scene.Crash();
        var inFlight = await scene.Submitting();
        await scene.StartAgain();
        if (!starting.IsCompletedSuccessfully) Assert.True((await scene.Grains.Store(scene.Store).StartCampaign(campaign, draft)).Ok);

        var view = await Ended(scene, campaign);
        Assert.Equal(CampaignStatus.Completed, view.Status);
        AssertAccounted(scene, view, inFlight);
        var unknown = view.ByStatus.GetValueOrDefault(DeliveryStatus.Unknown);
        Assert.Equal(People, view.ByStatus[DeliveryStatus.Submitted] + unknown);
        Assert.InRange(scene.Carrier.Taken.Count, People - unknown, People);
    }

    static void AssertAccounted(CrashScene scene, CampaignView view, int inFlight)
    {
        Assert.Equal(view.Audience, view.ByStatus.Values.Sum());
        Assert.DoesNotContain(view.ByStatus.Keys, status => status is DeliveryStatus.Queued or DeliveryStatus.Submitting or DeliveryStatus.Deferred);
        Assert.True(view.ByStatus.GetValueOrDefault(DeliveryStatus.Unknown) <= inFlight, $"{view.ByStatus.GetValueOrDefault(DeliveryStatus.Unknown)} unknown, {inFlight} were in flight.");
        Assert.All(scene.Carrier.Taken, taken => Assert.Equal(1, taken.Value));
        Assert.True(scene.Carrier.Taken.Count >= view.ByStatus.GetValueOrDefault(DeliveryStatus.Submitted));
        Assert.True(scene.Carrier.Taken.Count <= view.ByStatus.GetValueOrDefault(DeliveryStatus.Submitted) + view.ByStatus.GetValueOrDefault(DeliveryStatus.Unknown));
    }

    static CampaignDraft Draft(DateTimeOffset? startAt) => new("Spring sale", "Come and see the new models.", MessageKind.Marketing, startAt, null);

    static async Task<CampaignView> Ended(CrashScene scene, CampaignId campaign)
    {
        CampaignView? view = null;
        await Until(async () => (view = await scene.Grains.Campaign(campaign).View())?.EndedAt is not null);
        return view!;
    }

    static async Task Until(Func<Task<bool>> condition)
    {
        using var end = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition()) await pause.WaitForNextTickAsync(end.Token);
    }

    static TheoryData<Port, bool, int> Points(params (Port Port, int[] Calls)[] points)
    {
        var data = new TheoryData<Port, bool, int>();
        foreach (var (port, calls) in points)
            foreach (var call in calls)
                foreach (var afterwards in new[] { false, true })
                    data.Add(port, afterwards, call);
        return data;
    }
}
