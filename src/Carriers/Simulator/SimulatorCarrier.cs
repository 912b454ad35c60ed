using System.ComponentModel.DataAnnotations;
using Hark.Grains;

namespace Hark.Carriers;

/// <summary>A carrier and its handsets in memory: the default carrier, for trying Hark out and for testing what real carriers do on bad days.</summary>
/// <remarks>What happens to a text is decided by <see cref="SimulatorOptions.Seed"/> and its delivery id alone, except for throttling and dropped links, which depend on the traffic.
/// It does not notice a delivery id handed over twice: the handset gets both, as a real one would, and the journal shows it.</remarks>
public sealed class SimulatorCarrier : ICarrier, IAsyncDisposable
{
    static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    readonly SimulatorOptions _options;
    readonly Func<ICarrierEvents> _events;
    readonly TimeProvider _time;
    readonly Lock _lock = new();
    readonly SimulatorLink _link;
    readonly SlidingSecond _second;
    readonly MessageRing _messages;
    readonly Agenda _agenda;
    readonly HandsetEvents _handsets;
    readonly SimulatorJournal? _journal;
    readonly long[] _answers = new long[Enum.GetValues<SubmitStatus>().Length];
    long _texts, _parts, _arrived;
    bool _stopped;

    /// <param name="events">Asked at each call, since the sink may be built after the carrier.</param>
    /// <exception cref="ValidationException">The options contradict themselves or are out of range.</exception>
    /// <exception cref="IOException">The journal cannot be opened.</exception>
    public SimulatorCarrier(SimulatorOptions options, Func<ICarrierEvents> events, TimeProvider time)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        (_options, _events, _time) = (options, events, time);
        _link = new(options, time);
        _second = new(time);
        _messages = new(options.KeepMessages);
        _journal = options.Journal is null ? null : new(options.Journal);
        _agenda = new(time, Run);
        _handsets = new(events, Pause, Give);
    }

    /// <summary>Hands a text over; see <see cref="SimulatorOptions"/> for what may happen to it.</summary>
    /// <exception cref="IOException">The journal cannot be written. Nothing a carrier can do throws.</exception>
    public Task<SubmitResult> Submit(CarrierText text)
    {
        var fate = Fate.Of(_options, text.Reference);
        if (Take(text, fate) is { } refusal) return Task.FromResult(Counted(refusal));

        var delayed = fate.AnswerAfter > TimeSpan.Zero || fate.Early;
        var answer = delayed ? new TaskCompletionSource<SubmitResult>(TaskCreationOptions.RunContinuationsAsynchronously) : null;
        if (answer is not null) Plan(new AnswerDue(answer, fate.Early ? Fate.Unanswered : fate.Answer), fate.Early ? _options.Timeout : fate.AnswerAfter);
        PlanHandset(text, fate, fate.Early ? new AnswerDue(answer!, fate.Answer) : null);
        return answer?.Task ?? AtOnce(fate.Answer);
    }

    /// <summary>A handset texts a store's number or short code, under a message id never used before.</summary>
    /// <param name="media">What comes with it; null is nothing.</param>
    /// <returns>Ends when the text is durable; errors of the receiver are passed on.</returns>
    public async Task Inbound(PhoneNumber from, string to, string text, IReadOnlyList<InboundMedia>? media = null)
    {
        var now = _time.GetUtcNow();
        await _events().Received(new InboundText($"sim-{Guid.CreateVersion7(now):N}", from, to, text, now, media));
    }

    /// <summary>What reached a handset, newest first, as far as it is kept (<see cref="SimulatorOptions.KeepMessages"/>).</summary>
    public IReadOnlyList<SimulatorMessage> MessagesTo(PhoneNumber number)
    {
        lock (_lock) return _messages.To(number);
    }

    public SimulatorStatistics Statistics()
    {
        var byStatus = Enum.GetValues<SubmitStatus>().ToDictionary(s => s, s => Interlocked.Read(ref _answers[(int)s]));
        var (failed, last) = _handsets.Failures;
        lock (_lock)
        {
            _second.Forget(_time.GetTimestamp());
            return new(_texts, _parts, _second.Parts, _second.Peak, _arrived, byStatus, _handsets.ReceiptsWaiting, _handsets.RepliesWaiting, failed, last);
        }
    }

    /// <summary>Stops. Texts not yet answered are <see cref="SubmitStatus.Unknown"/>; receipts and replies not yet given are lost, where a real carrier would bring them later. Later texts are <see cref="SubmitStatus.NotSent"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_stopped) return;
            _stopped = true;
        }
        var handsets = _handsets.Stop();
        foreach (var due in _agenda.Stop()) Abandon(due);
        await handsets;
        _agenda.Dispose();
        _journal?.Dispose();
    }

    /// <summary>Counts the text and takes it unless the link refuses; what arrives is with the handset from here on.</summary>
    SubmitResult? Take(CarrierText text, Fate fate)
    {
        var parts = text.Text.Parts;
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            _texts++;
            _parts += parts;
            _second.Add(now, parts);
            if (_stopped) return new(SubmitStatus.NotSent, Code: Codes.CarrierUnavailable, RetryAfter: _options.DisconnectFor);
            if (_link.Refuses(now, parts) is { } refusal) return refusal;
            if (!fate.Arrives) return null;
            var at = _time.GetUtcNow();
            _arrived++;
            _messages.Add(new(text.Reference, text.Text.Sender, text.To, text.Text.Body, at, parts, text.MediaUrl));
            _journal?.Add(at, text.Reference, text.To, parts);
            return null;
        }
    }

    void PlanHandset(CarrierText text, Fate fate, AnswerDue? afterReceipt)
    {
        var now = _time.GetUtcNow();
        if (fate.Receipt is { } receipt)
        {
            Plan(new ReceiptDue(new(receipt.Reference, receipt.Status, receipt.Code, now + receipt.After), afterReceipt), receipt.After);
            if (receipt.AgainAfter is { } again)
                Plan(new ReceiptDue(new(receipt.Reference, receipt.Status, receipt.Code, now + receipt.After), null), again);
        }
        if (fate.Reply is { } reply)
        {
            var id = new Dice(_options.Seed, text.Reference).Bits(Purpose.ReplyId);
            Plan(new ReplyDue(new($"sim-reply-{id:x16}", text.To, text.Text.Sender, reply.Text, now + reply.Delay)), reply.Delay);
        }
    }

    void Plan(Due due, TimeSpan after)
    {
        if (!_agenda.Add(due, after)) Abandon(due);
    }

    Task<SubmitResult> AtOnce(SubmitResult result)
    {
        try
        {
            _journal?.Flush();
        }
        catch (IOException e)
        {
            return Task.FromException<SubmitResult>(e);
        }
        return Task.FromResult(Counted(result));
    }

    /// <summary>Runs what has fallen due. ORDER MATTERS: the journal first, so that no answer or receipt tells of a text it does not have; answers before the sink, which may be slow.</summary>
    void Run(IReadOnlyList<Due> batch)
    {
        IOException? unwritten = null;
        try
        {
            _journal?.Flush();
        }
        catch (IOException e)
        {
            unwritten = e;
        }
        foreach (var due in batch)
            switch (due)
            {
                case AnswerDue answer when unwritten is not null: answer.Answer.TrySetException(unwritten); break;
                case AnswerDue answer: Give(answer); break;
                case ReceiptDue receipt: _handsets.Add(receipt); break;
                case ReplyDue reply: _handsets.Add(reply.Text); break;
            }
        foreach (var pause in batch.OfType<PauseDue>()) pause.Pause.TrySetResult();
        _ = _handsets.Run();
    }

    void Give(AnswerDue due)
    {
        if (due.Answer.TrySetResult(due.Result)) Interlocked.Increment(ref _answers[(int)due.Result.Status]);
    }

    SubmitResult Counted(SubmitResult result)
    {
        Interlocked.Increment(ref _answers[(int)result.Status]);
        return result;
    }

    Task Pause()
    {
        var pause = new TaskCompletionSource();
        Plan(new PauseDue(pause), PauseAfterFailure);
        return pause.Task;
    }

    void Abandon(Due due)
    {
        if (due is AnswerDue answer) Give(answer with { Result = Fate.Unanswered });
        if (due is PauseDue pause) pause.Pause.TrySetResult();
    }
}
