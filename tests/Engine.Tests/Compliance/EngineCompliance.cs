using Hark.Testing;

namespace Hark.Engine.Tests;

/// <summary>What every host has to keep. A host subclasses each suite and says how it starts.</summary>
public abstract class EngineCompliance : IAsyncLifetime
{
    /// <summary>Long enough for a busy machine; a test that waits so long has failed.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Lock _advancing = new();
    Task _ticking = Task.CompletedTask;
    volatile bool _ended;

    protected HostUnderTest Host { get; private set; } = null!;
    protected virtual HostSettings Settings => new();

    protected abstract Task<HostUnderTest> Start(HostSettings settings);

    public async Task InitializeAsync()
    {
        if (Settings.Time is ManualTime time) _ticking = Tick(time);
        Host = await Start(Settings);
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        _ended = true;
        await _ticking;
    }

    /// <summary>Ends the host and starts one with other settings and nothing in it.</summary>
    protected async Task Use(HostSettings settings)
    {
        await Host.DisposeAsync();
        Host = await Start(settings);
    }

    /// <summary>Ends the host in good order and starts it again on what it has written. The carrier's handsets are new.</summary>
    protected async Task Restart() => Host = await Host.Restart();

    protected static PhoneNumber Number(int index) => SampleNumbers.Us(index);

    protected static ConsentProof Proof => new("web form", "https://example.com/forms/1", "I agree to get texts.", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    protected async Task<StoreId> NewStore(string keyword = "MOTORS", bool doubleOptIn = false)
    {
        var account = new AccountId(await Host.Ids.Next());
        Assert.True((await Host.Grains.Account(account).Create(new("Main Street", "owner@example.com", "-", $"key-{account}"))).Ok);
        var store = new StoreId(await Host.Ids.Next());
        var created = await Host.Grains.Store(store).Create(new(account, "Main Street Motors", keyword, null, doubleOptIn, null, null, null));
        Assert.True(created.Ok, created.Refusal?.Reason);
        return store;
    }

    /// <summary>Opts numbers in as an import does: no confirmation text leaves.</summary>
    protected async Task OptIn(StoreId store, params IEnumerable<int> numbers)
    {
        var request = new OptIn(store, ConsentMethod.Import, Proof, PersonName.Unknown, Confirm: false, Fresh: false, "test");
        await Task.WhenAll(numbers.Select(async n => Assert.True((await Host.Grains.Subscriber(Number(n)).OptIn(request)).Ok)));
    }

    protected async Task<CampaignId> StartCampaign(StoreId store, string name = "Spring sale", string text = "Come and see the new models.")
    {
        var campaign = new CampaignId(await Host.Ids.Next());
        var started = await Host.Grains.Store(store).StartCampaign(campaign, new(name, text, MessageKind.Marketing, null, null));
        Assert.True(started.Ok, started.Refusal?.Reason);
        return campaign;
    }

    /// <summary>Everybody has exactly one outcome, and nobody waits.</summary>
    protected static void AssertAccounted(CampaignView view)
    {
        Assert.Equal(view.Audience, view.ByStatus.Values.Sum());
        Assert.DoesNotContain(view.ByStatus.Keys, status => status is DeliveryStatus.Queued or DeliveryStatus.Submitting or DeliveryStatus.Deferred);
        Assert.All(view.ByStatus.Values, count => Assert.True(count > 0));
    }

    protected int Texts(int number) => Host.Carrier.MessagesTo(Number(number)).Count;

    protected static long Left(CampaignView view) => view.ByStatus.Where(c => c.Key is DeliveryStatus.Submitted or DeliveryStatus.Delivered).Sum(c => c.Value);

    protected async Task<CampaignView> Campaign(CampaignId campaign) => (await Host.Grains.Campaign(campaign).View())!;

    protected Task<CampaignView> WhenEnded(CampaignId campaign) => Eventually(() => Campaign(campaign), view => view.EndedAt is not null);

    /// <summary>Asks until the answer is as wished; fails with the last answer.</summary>
    protected static async Task<T> Eventually<T>(Func<Task<T>> ask, Func<T, bool> wished)
    {
        var end = TimeProvider.System.GetTimestamp() + (long)(Patience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (true)
        {
            var answer = await ask();
            if (wished(answer)) return answer;
            Assert.True(TimeProvider.System.GetTimestamp() < end, $"Not within {Patience}: {answer}");
            await pause.WaitForNextTickAsync();
        }
    }

    /// <summary>Lets time pass step by step until the answer is as wished. What a step sets going is given a moment of real time.</summary>
    protected Task<T> Passing<T>(ManualTime time, TimeSpan step, Func<Task<T>> ask, Func<T, bool> wished) =>
        Eventually(() =>
        {
            Advance(time, step);
            return ask();
        }, wished);

    /// <summary>Lets so much time pass, in a hundred steps.</summary>
    protected Task Pass(ManualTime time, TimeSpan span)
    {
        var end = time.GetTimestamp() + span.Ticks;
        TimeSpan Left() => TimeSpan.FromTicks(end - time.GetTimestamp());
        return Eventually(() =>
        {
            Advance(time, Left() < span / 100 ? Left() : span / 100);
            return Task.FromResult(Left());
        }, left => left <= TimeSpan.Zero);
    }

    /// <summary>A clock of the test never stands still, because a call may wait for a slot of the pool.</summary>
    async Task Tick(ManualTime time)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!_ended)
        {
            Advance(time, tick.Period);
            await tick.WaitForNextTickAsync();
        }
    }

    void Advance(ManualTime time, TimeSpan by)
    {
        lock (_advancing)
            if (by > TimeSpan.Zero) time.Advance(by);
    }

    /// <summary>Calls at once from many threads and gathers the answers.</summary>
    protected static Task<T[]> AtOnce<T>(int calls, Func<int, Task<T>> call) => Task.WhenAll(Enumerable.Range(0, calls).Select(i => Task.Run(() => call(i))));
}
