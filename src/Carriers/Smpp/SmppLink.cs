using System.ComponentModel.DataAnnotations;
using Hark.Grains;

namespace Hark.Carriers;

/// <summary>A link to an SMSC: hands texts over on the sessions that its keepers bind (SMPP 3.4).</summary>
public sealed class SmppLink : ILink, IAsyncDisposable
{
    /// <summary>Until a link without a session is asked again.</summary>
    static readonly TimeSpan s_hold = TimeSpan.FromSeconds(1);

    /// <summary>For a text that the SMSC could not take just now.</summary>
    static readonly TimeSpan s_again = TimeSpan.FromSeconds(30);

    static readonly TimeSpan s_firstRest = TimeSpan.FromSeconds(1);
    static readonly TimeSpan s_longestRest = TimeSpan.FromSeconds(15);

    readonly SmppOptions _options;
    readonly ILinkObserver _observer;
    readonly TimeProvider _time;
    readonly SmppComposer _composer;
    readonly SmppInbound _inbound;
    readonly LateAnswers _late;
    readonly SessionWindows<SmppSession> _windows;
    readonly LinkRest _rest;
    readonly LinkProbe _probe = new();
    readonly SmppKeeper[] _keepers;
    string? _trouble;
    int _stopped;

    /// <param name="name">Carrier references begin with it, so that those of several links are told apart.</param>
    /// <param name="events">Asked at each call, since the sink may be built after the link.</param>
    /// <exception cref="ValidationException">The options contradict themselves or are out of range.</exception>
    public SmppLink(string name, SmppOptions options, Func<ICarrierEvents> events, ILinkObserver observer, TimeProvider time)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        (Name, _options, _observer, _time) = (name, options, observer, time);
        _composer = new(options);
        _inbound = new(name, options, events, Changed, time);
        _late = new(events, time);
        _windows = new(options.Window, time);
        _rest = new(s_firstRest, s_longestRest, time);
        _keepers = [.. Enumerable.Range(0, options.Sessions).Select(_ => new SmppKeeper(options, _windows, _inbound.Receive, Changed, time))];
    }

    public string Name { get; }

    public bool TakesPictures(string sender) => false;

    public TimeSpan HoldFor(string sender)
    {
        if (_windows.Sessions == 0) return s_hold;
        var rest = _rest.Left;
        return rest < s_hold && _probe.Out ? s_hold : rest;
    }

    public async ValueTask<LinkRoom> Enter(string sender)
    {
        if (HoldFor(sender) is var hold && hold > TimeSpan.Zero) return Closed(hold);
        if (!_probe.TryPass(out var probes)) return Closed(s_hold);
        while (await _windows.Enter(LinkWindow.Patience) is { } session)
        {
            if (session.Ended.IsCompleted)
            {
                // Its keeper is not there yet: all who wait would be sent away by the room of a dead session.
                _windows.Close(session);
                _windows.Leave(session);
                continue;
            }
            var room = new Room(this, session, probes);
            // The link may have begun to rest while this text waited.
            hold = _rest.Left;
            if (hold == TimeSpan.Zero && (probes || !_probe.IsSilent)) return room;
            room.Dispose();
            return Closed(hold > s_hold ? hold : s_hold);
        }
        if (probes) _probe.Return();
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
        var (sessions, used, hold) = (_windows.Sessions, _windows.Used, HoldFor(""));
        var state = sessions == 0 ? LinkState.Down : sessions < _options.Sessions || hold > TimeSpan.Zero ? LinkState.Impaired : LinkState.Up;
        return new(Name, "smpp", state, sessions, sessions * _options.Window, used, hold, _trouble);
    }

    /// <summary>Takes leave of the SMSC, when what is in flight is answered or its time is out. Later texts are <see cref="SubmitStatus.NotSent"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 1) return;
        await Task.WhenAll(_keepers.Select(keeper => keeper.DisposeAsync().AsTask()));
        await _inbound.DisposeAsync();
        await _late.DisposeAsync();
    }

    async Task<SubmitResult> Submit(CarrierText text, IReadOnlyList<ShortMessage> parts, SmppSession session)
    {
        var began = _time.GetTimestamp();
        using var submission = new SmppSubmission(session, _windows, parts, text.PartInterval,
            answered: (status, took) => _observer.Answered(Name, SmppStatus.Name(status), took), late: id => _late.Add(text.Reference, Reference(id)), _time);
        await submission.Ask(_options.Timeout);
        while (submission.HalfTaken && _options.Timeout - _time.GetElapsedTime(began) is var left && left > _options.Timeout / 10)
        {
            var rest = submission.Throttled ? Rest("The SMSC throttles.") : s_hold;
            await Task.Delay(rest < left / 2 ? rest : left / 2, _time, CancellationToken.None);
            await submission.Ask(_options.Timeout - _time.GetElapsedTime(began));
        }
        if (submission.Answered) _probe.Answers();
        // A session that ended leaves texts in doubt, too, but says nothing about the others.
        if (submission.InDoubt && !session.Ended.IsCompleted) Doubt(session);
        return Judge(submission.Outcome);
    }

    SubmitResult Judge(SubmitResult outcome)
    {
        switch (outcome.Status)
        {
            case SubmitStatus.Accepted:
                if (_rest.End()) Changed(null);
                break;
            case SubmitStatus.Throttled:
                return outcome with { RetryAfter = Rest("The SMSC throttles.") };
            case SubmitStatus.NotSent:
                return outcome with { RetryAfter = outcome.Code == Codes.CarrierUnavailable ? s_hold : s_again };
        }
        return outcome.Reference is { Length: > 0 } id ? outcome with { Reference = Reference(id) } : outcome with { Reference = null };
    }

    /// <summary>The SMSC did not answer. It may be gone, which the session finds out; while it answers everything else, few texts are risked.</summary>
    void Doubt(SmppSession session)
    {
        _probe.Silent();
        Rest("The SMSC does not answer submit_sm.");
        _ = session.Enquire();
    }

    TimeSpan Rest(string trouble)
    {
        var rest = _rest.Begin(out var begun);
        if (begun) Changed(trouble);
        return rest;
    }

    string Reference(string messageId) => LinkReference.Of(Name, MessageIdForm.Normal(messageId, _options.AnswerIds));

    /// <summary>What the sessions and what comes over them tell: a trouble, or null when it is over.</summary>
    void Changed(string? trouble)
    {
        // While others are down, why they are is still the news.
        if (trouble is not null || _windows.Sessions == _options.Sessions) _trouble = trouble;
        _observer.Changed(Report());
    }

    sealed class Room(SmppLink link, SmppSession session, bool probes) : LinkRoom
    {
        int _left;

        public SmppSession Session => session;

        protected override void Leave()
        {
            if (Interlocked.Exchange(ref _left, 1) == 1) return;
            link._windows.Leave(session);
            if (probes) link._probe.Return();
        }
    }
}
