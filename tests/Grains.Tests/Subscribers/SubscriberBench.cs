using Hark.Testing;

namespace Hark.Grains.Tests;

/// <summary>One Subscriber with everything it touches faked, at 11:00 on a Wednesday in Chicago.</summary>
sealed class SubscriberBench : IAsyncDisposable
{
    static readonly QuietHoursTable Hours = QuietHoursTable.Load();

    public SubscriberBench()
    {
        Pacer = new("test", () => Pool, () => 1, new BandwidthOptions(), Time);
        Subscriber = Activation(Sample.Number, State);
    }

    public ManualTime Time { get; } = new();
    public OpenPool Pool { get; } = new();
    public SendPacer Pacer { get; }
    public FakeCarrier Carrier { get; } = new();
    public MemoryConsentLog Log { get; } = new();
    public MemoryState<SubscriberState> State { get; private set; } = new();
    public Subscriber Subscriber { get; private set; }
    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>The process died: a new activation reads what is durable.</summary>
    public void Reactivate()
    {
        State = State.Reactivated();
        Subscriber = Activation(Sample.Number, State);
    }

    /// <summary>Another number with a state of its own and all else shared.</summary>
    public Subscriber Other(PhoneNumber number) => Activation(number, new MemoryState<SubscriberState>());

    /// <summary>The same number in a process with a clock of its own.</summary>
    public Subscriber WithClock(TimeProvider clock) => Activation(Sample.Number, State, clock);

    /// <summary>The same number with its state on the way to a disk of the test's choice.</summary>
    public Subscriber WithState(IState<SubscriberState> state) => Activation(Sample.Number, state);

    public Task<Result<ConsentResult>> OptIn(StoreId? store = null) => Subscriber.OptIn(NewOptIn() with { Store = store ?? Sample.Store });

    public Task<ConsentResult> OptOut() => Subscriber.OptOut(NewOptOut());

    public OptIn NewOptIn() => new(Sample.Store, ConsentMethod.Api, Sample.Proof(Now), PersonName.Unknown, Confirm: false, Fresh: true, By: "ac_1");

    public static OptOut NewOptOut() => new(Sample.Store, ConsentMethod.Api, "asked at the counter", By: "ac_1");

    public static SendText NewText(long delivery = 1, MessageKind kind = MessageKind.Marketing, AutoReply? reply = null) =>
        new(new(delivery), Sample.Store, Sample.Text(kind, fingerprint: delivery), Priority.Single, new SendOptions(), reply);

    public Task<SendResult> Send(long delivery = 1) => Subscriber.Send(NewText(delivery));

    public Task<InboundMeaning> Receive(string text, string messageId, string? keyword = null, long replyAs = 0, string? responder = null) =>
        Subscriber.Receive(new(Sample.Store, text, messageId, Now, keyword, new(replyAs), responder));

    public Task<SubscriberView> View() => Subscriber.View(Sample.Store);

    public ValueTask DisposeAsync() => Pacer.DisposeAsync();

    Subscriber Activation(PhoneNumber number, IState<SubscriberState> state, TimeProvider? clock = null) =>
        new(number, state, new Gate(new QuietHoursRule(new QuietHours(Hours), new PolicyOptions())), OnePool.Of(Pacer), Carrier, Log, new ShortCodeOptions().ToShortCodes(), clock ?? Time);
}
