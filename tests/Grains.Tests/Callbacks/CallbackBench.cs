using Hark.Testing;

namespace Hark.Grains.Tests;

/// <summary>One endpoint with everything around it in memory.</summary>
sealed class CallbackBench : ICustomers, ICallbackNotices
{
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    public static readonly PhoneNumber Ann = new(12125550001);
    public static readonly PhoneNumber Bob = new(12125550002);

    public CallbackBench() => Endpoint = NewActivation();

    public ManualTime Time { get; } = new();
    public DateTimeOffset Now => Time.GetUtcNow();
    public MemoryState<CallbackEndpointState> State { get; private set; } = new();
    public MemoryCallbacks Outbox { get; } = new();
    public FakePoster Poster { get; } = new();
    public MemoryAudit Audit { get; } = new();
    public RecordingWakeups Wakeups { get; } = new();
    public List<CallbackView> Notices { get; } = [];
    public CallbackEndpoint Endpoint { get; private set; }
    public CallbackView View => Endpoint.View().Result!;
    public IEnumerable<long> Posted => Poster.Posts.Select(p => p.Event.Id.Value);

    public async Task<string> Set(CallbackForm form = CallbackForm.Json, params CallbackEventType[] events)
    {
        var set = await Endpoint.Set(new("https://acme.example/hook", form, events, "ac_1"));
        return set.Ok ? set.Value.Secret ?? "" : throw new InvalidOperationException(set.Refusal.Reason);
    }

    public CallbackEventId Happens(PhoneNumber? customer, CallbackEventType type = CallbackEventType.MessageReceived) => Outbox.Add(customer, Now, type);

    /// <summary>Turns until everything that is due has been posted, answered and recorded.</summary>
    public async Task Settle()
    {
        int posts;
        do
        {
            posts = Poster.Posts.Count;
            await Endpoint.Wake();
            await Endpoint.Rest();
        }
        while (Poster.Posts.Count != posts);
    }

    /// <summary>Turns, or only time, until something is so.</summary>
    public async Task Eventually(Func<bool> condition, bool wake = true)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience);
            if (wake) await Endpoint.Wake();
            await pause.WaitForNextTickAsync();
        }
    }

    /// <summary>Lets time pass and whatever falls due be posted.</summary>
    public async Task Pass(TimeSpan span)
    {
        Time.Advance(span);
        await Settle();
    }

    /// <summary>The process ends without a word and starts again.</summary>
    public void Crash()
    {
        State = State.Reactivated();
        Endpoint = NewActivation();
    }

    Task<IReadOnlyDictionary<PhoneNumber, CustomerId>> ICustomers.Of(StoreId store, IReadOnlyCollection<PhoneNumber> numbers) =>
        Task.FromResult<IReadOnlyDictionary<PhoneNumber, CustomerId>>(numbers.Distinct().ToDictionary(n => n, n => new CustomerId(n.Digits % 1000)));

    void ICallbackNotices.Stopped(CallbackView endpoint) => Notices.Add(endpoint);

    CallbackEndpoint NewActivation() => new(Sample.Store, State, Wakeups, new(Outbox, Poster, this, Audit, this, new Random(7), Time));
}
