using System.ComponentModel.DataAnnotations;
using Hark.Grains;

namespace Hark.Carriers;

/// <summary>A link to an SMSC: keeps its sessions bound and hands texts over on them (SMPP 3.4).</summary>
public sealed class SmppLink : ILink, IAsyncDisposable
{
    /// <summary>Until a link without a session is asked again.</summary>
    static readonly TimeSpan s_hold = TimeSpan.FromSeconds(1);

    /// <summary>For a text that the SMSC could not take just now.</summary>
    static readonly TimeSpan s_again = TimeSpan.FromSeconds(30);

    static readonly TimeSpan s_firstRest = TimeSpan.FromSeconds(1);
    static readonly TimeSpan s_longestRest = TimeSpan.FromSeconds(15);

    readonly SmppOptions _options;
    readonly Func<ICarrierEvents> _events;
    readonly ILinkObserver _observer;
    readonly TimeProvider _time;
    readonly SmppComposer _composer;
    readonly SmppInbound _inbound;
    readonly LinkRest _rest;
    readonly CancellationTokenSource _stop = new();
    readonly Lock _lock = new();
    readonly List<Task> _keepers;
    SmppSession[] _bound = [];
    string? _trouble;
    bool _stopping;

    /// <param name="name">Carrier references begin with it, so that those of several links are told apart.</param>
    /// <param name="events">Asked at each call, since the sink may be built after the link.</param>
    /// <exception cref="ValidationException">The options contradict themselves or are out of range.</exception>
    public SmppLink(string name, SmppOptions options, Func<ICarrierEvents> events, ILinkObserver observer, TimeProvider time)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        (Name, _options, _events, _observer, _time) = (name, options, events, observer, time);
        _composer = new(options);
        _inbound = new(name, options, events, time);
        _rest = new(s_firstRest, s_longestRest, time);
        _keepers = [.. Enumerable.Range(0, options.Sessions).Select(_ => Task.Run(KeepBound))];
    }

    public string Name { get; }

    public bool TakesPictures(string sender) => false;

    public TimeSpan HoldFor(string sender) => _bound.Length == 0 ? s_hold : _rest.Left;

    public async ValueTask<LinkRoom> Enter(string sender)
    {
        if (HoldFor(sender) is var hold && hold > TimeSpan.Zero) return Closed(hold);
        if (Freest() is { } session && await session.Enter(LinkWindow.Patience)) return new Room(session);
        return Closed(s_hold);

        LinkRoom Closed(TimeSpan retryAfter) => new() { Refusal = new(SubmitStatus.NotSent, Code: Codes.CarrierUnavailable, RetryAfter: retryAfter) };
    }

    public async Task<SubmitResult> Submit(CarrierText text)
    {
        if (text.Text.Picture is not null) return new(SubmitStatus.Rejected, Code: Codes.PictureUnsupported);
        if (_composer.Compose(text) is not { } parts) return new(SubmitStatus.Rejected, Code: Codes.TextUnsupported);
        if (text.Room is Room room) return await Submit(text, parts, room.Session);
        using var found = await Enter(text.Text.Sender);
        return found is Room own ? await Submit(text, parts, own.Session) : found.Refusal!;
    }

    public LinkReport Report()
    {
        var bound = _bound;
        var window = bound.Length * _options.Window;
        var hold = HoldFor("");
        var state = bound.Length == 0 ? LinkState.Down : bound.Length < _options.Sessions || hold > TimeSpan.Zero ? LinkState.Impaired : LinkState.Up;
        return new(Name, "smpp", state, bound.Length, window, window - bound.Sum(s => s.Free), hold, _trouble);
    }

    /// <summary>Stops. Texts not answered by then are <see cref="SubmitStatus.Unknown"/>, later ones <see cref="SubmitStatus.NotSent"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_stopping) return;
            _stopping = true;
        }
        await _stop.CancelAsync();
        await Task.WhenAll(_keepers);
        await _inbound.DisposeAsync();
        _stop.Dispose();
    }

    async Task<SubmitResult> Submit(CarrierText text, IReadOnlyList<ShortMessage> parts, SmppSession session)
    {
        var began = _time.GetTimestamp();
        var submission = new SmppSubmission(session, parts, late: id => _ = TellLate(text.Reference, id));
        await submission.Ask(LinkWindow.Patience);
        while (submission.HalfThrottled && _time.GetElapsedTime(began) < _options.Timeout)
        {
            await Task.Delay(_rest.Begin(), _time, CancellationToken.None);
            await submission.Ask(LinkWindow.Patience);
        }
        foreach (var status in submission.Statuses) _observer.Answered(Name, SmppStatus.Name(status), _time.GetElapsedTime(began));
        return Judge(submission.Outcome);
    }

    SubmitResult Judge(SubmitResult outcome)
    {
        var reference = outcome.Reference is { Length: > 0 } id ? Reference(id) : null;
        switch (outcome.Status)
        {
            case SubmitStatus.Accepted:
                _rest.End();
                return outcome with { Reference = reference };
            case SubmitStatus.Throttled:
                return outcome with { RetryAfter = Rest("The SMSC throttles.") };
            case SubmitStatus.Unknown:
                // An SMSC that does not answer makes every text unknown: few are risked until it does.
                Rest("The SMSC does not answer submit_sm.");
                return outcome with { Reference = reference };
            case SubmitStatus.NotSent:
                return outcome with { RetryAfter = outcome.Code == Codes.CarrierUnavailable ? s_hold : s_again };
            default:
                return outcome;
        }
    }

    TimeSpan Rest(string trouble)
    {
        var rest = _rest.Begin();
        Tell(trouble);
        return rest;
    }

    async Task TellLate(DeliveryId delivery, string messageId)
    {
        try
        {
            await _events().Answered(delivery, Reference(messageId));
        }
        catch (Exception e) when (e is StorageUnavailableException or NoAnswerException)
        {
            // It stays unknown, unless its receipt tells.
        }
    }

    string Reference(string messageId) => $"{Name}:{MessageIdForm.Normal(messageId, _options.AnswerIds)}";

    SmppSession? Freest() => _bound.MaxBy(session => session.Free);

    /// <summary>Keeps one session bound until the link stops.</summary>
    async Task KeepBound()
    {
        var backoff = new Backoff(_options);
        while (!_stop.IsCancellationRequested)
        {
            var pause = TimeSpan.Zero;
            try
            {
                await using var session = await SmppSession.Bind(_options, _inbound.Receive, _time, _stop.Token);
                backoff.Reset();
                Change(bound => [.. bound, session], trouble: null);
                var why = await Over(session);
                Change(bound => [.. bound.Where(s => s != session)], why);
                if (_stop.IsCancellationRequested) await TakeLeave(session);
                else pause = backoff.Next();
            }
            catch (SmppUnreachableException e)
            {
                Tell(e.Message);
                pause = backoff.Next();
            }
            catch (SmppBindException e)
            {
                // A wrong password does not become right by trying it often; carriers lock accounts for that.
                Tell(e.Message);
                pause = backoff.Longest();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Pause(pause);
        }
    }

    async Task<string> Over(SmppSession session)
    {
        using var stopped = new CancellationTokenSource();
        await using var registration = _stop.Token.Register(stopped.Cancel);
        try
        {
            return await session.Ended.WaitAsync(stopped.Token);
        }
        catch (OperationCanceledException)
        {
            return "Hark stops.";
        }
    }

    /// <summary>Nothing new begins on the session any more; what is in flight is waited for.</summary>
    async Task TakeLeave(SmppSession session)
    {
        for (var left = _options.Window; left > 0 && await session.Enter(_options.Timeout); left--)
        {
        }
        await session.Unbind();
    }

    async Task Pause(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, _time, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The link stops.
        }
    }

    void Change(Func<SmppSession[], SmppSession[]> change, string? trouble)
    {
        lock (_lock) _bound = change(_bound);
        Tell(trouble);
    }

    void Tell(string? trouble)
    {
        _trouble = trouble;
        _observer.Changed(Report());
    }

    sealed class Room(SmppSession session) : LinkRoom
    {
        int _left;

        public SmppSession Session => session;

        protected override void Leave()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) session.Leave();
        }
    }

    /// <summary>Doubles from attempt to attempt, with up to a quarter more at random, so that the sessions of many processes do not come at once.</summary>
    sealed class Backoff(SmppOptions options)
    {
        TimeSpan _next = options.ReconnectAfter;

        public void Reset() => _next = options.ReconnectAfter;

        public TimeSpan Next()
        {
            var pause = _next;
            _next = _next * 2 < options.ReconnectAtMost ? _next * 2 : options.ReconnectAtMost;
            return Spread(pause);
        }

        public TimeSpan Longest() => Spread(options.ReconnectAtMost);

        static TimeSpan Spread(TimeSpan pause) => pause * (1 + Random.Shared.NextDouble() / 4);
    }
}
