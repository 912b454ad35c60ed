using Hark.Grains;

namespace Hark.Carriers;

/// <summary>One text on one session: its parts, each a submit_sm, and what came of them.</summary>
/// <param name="room">Of the session; the text came with one, and gives back what it took beyond that when it is disposed of.</param>
/// <param name="interval">From one part to the next, so that each leaves in a slot of its own; shorter where the text would not be out in time.</param>
/// <param name="answered">Told of each status, and how long it took.</param>
/// <param name="late">Given the message id when the only missing answers come after all.</param>
sealed class SmppSubmission(
    SmppSession session, SessionWindows<SmppSession> room, IReadOnlyList<ShortMessage> parts, TimeSpan interval, Action<uint, TimeSpan> answered, Action<string> late, TimeProvider time) : IDisposable
{
    readonly Lock _lock = new();
    readonly Part[] _state = new Part[parts.Count];
    int _rooms = 1;

    /// <summary>Asks in order for every part that the SMSC does not have. Once one of them was not taken, no further one is begun: a fragment is billed and never shown.</summary>
    /// <param name="patience">For all of them together.</param>
    public async Task Ask(TimeSpan patience)
    {
        if (parts.Count == 1)
        {
            await Ask(0, patience);
            return;
        }
        var began = time.GetTimestamp();
        lock (_lock)
            foreach (ref var part in _state.AsSpan())
                if (!part.Accepted) part = default;
        var unanswered = new Queue<Task>(parts.Count);
        var asked = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            if (Accepted(i)) continue;
            if (unanswered.Count == _rooms)
            {
                // The room of its own parts is enough to end what it has begun: texts of many parts that hold all room would else wait for each other.
                if (room.TryEnter(session)) _rooms++;
                else await unanswered.Dequeue();
            }
            await Slot(began, asked++, patience / 2 / parts.Count);
            var left = patience - time.GetElapsedTime(began);
            // One that is begun in the last moment would be in doubt for no fault of the SMSC.
            if (Stopped || left <= patience / 10) break;
            unanswered.Enqueue(Ask(i, left));
        }
        await Task.WhenAll(unanswered);
    }

    /// <summary>What became of the text. Whatever part is in doubt leaves all of it in doubt.</summary>
    public SubmitResult Outcome
    {
        get
        {
            lock (_lock)
            {
                // Receipts come for the last part only; earlier ones are told apart by nothing.
                var reference = _state[^1].Answer?.MessageId;
                if (_state.All(p => p.Accepted)) return new(SubmitStatus.Accepted, reference);
                var begun = _state.Any(p => p.Accepted);
                var refused = _state.Select(p => p.Answer).FirstOrDefault(a => a is { Status: not SmppStatus.Ok });
                if (refused is not null && SmppRefusals.Meaning(refused.Status) == Refused.ForGood) return new(SubmitStatus.Rejected, Code: SmppStatus.Name(refused.Status));
                if (_state.Any(p => p.InDoubt)) return new(SubmitStatus.Unknown, reference, Codes.OutcomeUnknown);
                if (begun) return new(SubmitStatus.Unknown, reference, refused is null ? Codes.OutcomeUnknown : SmppStatus.Name(refused.Status));
                return refused switch
                {
                    null => new(SubmitStatus.NotSent, Code: Codes.CarrierUnavailable),
                    _ when Throttled => new(SubmitStatus.Throttled, Code: Codes.CarrierThrottled),
                    _ => new(SubmitStatus.NotSent, Code: SmppStatus.Name(refused.Status)),
                };
            }
        }
    }

    /// <summary>Some parts were taken and the others were not, for now: the text is half there, and the rest has to follow.</summary>
    public bool HalfTaken
    {
        get
        {
            lock (_lock)
                return _state.Any(p => p.Accepted) && _state.Any(p => p.Refused) && !_state.Any(p => p.InDoubt || p.Refused && SmppRefusals.Meaning(p.Answer!.Status) == Refused.ForGood);
        }
    }

    /// <summary>A part was asked for and is not answered.</summary>
    public bool InDoubt { get { lock (_lock) return _state.Any(p => p.InDoubt); } }

    public bool Throttled { get { lock (_lock) return _state.Any(p => p.Refused && SmppRefusals.Meaning(p.Answer!.Status) == Refused.Throttled); } }

    /// <summary>Whether the SMSC answered any of it.</summary>
    public bool Answered { get { lock (_lock) return _state.Any(p => p.Answer is not null); } }

    public void Dispose()
    {
        for (; _rooms > 1; _rooms--) room.Leave(session);
    }

    /// <summary>Timers know milliseconds: what is shorter is let go at once.</summary>
    Task Slot(long began, int part, TimeSpan longest) =>
        (interval < longest ? interval : longest) * part - time.GetElapsedTime(began) is var early && early >= TimeSpan.FromMilliseconds(1) ? Task.Delay(early, time) : Task.CompletedTask;

    bool Accepted(int part) { lock (_lock) return _state[part].Accepted; }

    bool Stopped { get { lock (_lock) return _state.Any(p => p.Ended && !p.Accepted); } }

    async Task Ask(int part, TimeSpan patience)
    {
        var began = time.GetTimestamp();
        var answer = session.Submit(parts[part], patience, pdu => Settle(part, pdu), out var asked);
        lock (_lock) _state[part] = new(asked, Ended: !asked, null);
        if (!asked) return;
        var read = Read(await answer);
        if (read is not null) answered(read.Status, time.GetElapsedTime(began));
        // A late answer may have been here already.
        lock (_lock) _state[part] = new(true, true, read ?? _state[part].Answer);
    }

    void Settle(int part, Pdu pdu)
    {
        if (Read(pdu) is not { Status: SmppStatus.Ok } answer) return;
        lock (_lock)
        {
            _state[part] = _state[part] with { Answer = answer };
            if (!_state.All(p => p.Accepted)) return;
        }
        if (_state[^1].Answer!.MessageId is { Length: > 0 } id) late(id);
    }

    /// <summary>generic_nack and the like answer a submit_sm, too. Success without a message id is success.</summary>
    static SmppAnswer? Read(Pdu? answer) => answer switch
    {
        SubmitSmRespPdu submitted => new(submitted.Status, submitted.MessageId),
        ResponsePdu { Status: not SmppStatus.Ok } refused => new(refused.Status, ""),
        _ => null,
    };

    sealed record SmppAnswer(uint Status, string MessageId);

    /// <param name="Ended">Nothing more is waited for.</param>
    readonly record struct Part(bool Asked, bool Ended, SmppAnswer? Answer)
    {
        public bool Accepted => Answer?.Status == SmppStatus.Ok;
        public bool Refused => Answer is not null && !Accepted;
        public bool InDoubt => Asked && Answer is null;
    }
}
