using Hark.Grains;

namespace Hark.Carriers;

/// <summary>One text on one session: its parts, each a submit_sm, and what came of them.</summary>
sealed class SmppSubmission
{
    readonly SmppSession _session;
    readonly IReadOnlyList<ShortMessage> _parts;
    readonly Part[] _state;

    /// <param name="late">Given the message id when the only missing answer comes after all.</param>
    public SmppSubmission(SmppSession session, IReadOnlyList<ShortMessage> parts, Action<string> late)
    {
        (_session, _parts) = (session, parts);
        _state = new Part[parts.Count];
        Late = late;
    }

    Action<string> Late { get; }

    /// <summary>Answers of the SMSC, in the order of the parts; those that it did not give are left out.</summary>
    public IEnumerable<uint> Statuses => _state.Where(p => p.Answer is not null).Select(p => p.Answer!.Status);

    /// <summary>Asks for every part that the SMSC does not have.</summary>
    /// <param name="patience">For the window, beyond the room that the text came with.</param>
    public async Task Ask(TimeSpan patience)
    {
        var asked = new List<Task>(_parts.Count);
        for (var i = 0; i < _parts.Count; i++)
        {
            if (_state[i].Accepted) continue;
            // The text came with room for its first part.
            if (i > 0 && !await _session.Enter(patience)) break;
            asked.Add(Ask(i));
        }
        await Task.WhenAll(asked);
    }

    /// <summary>What became of the text. Whatever part is in doubt leaves all of it in doubt.</summary>
    public SubmitResult Outcome
    {
        get
        {
            // Receipts come for the last part only; earlier ones are told apart by nothing.
            var reference = _state[^1].Answer?.MessageId;
            if (_state.Any(p => p.Asked && p.Answer is null)) return new(SubmitStatus.Unknown, reference, Codes.OutcomeUnknown);
            if (_state.All(p => p.Accepted)) return new(SubmitStatus.Accepted, reference);
            var begun = _state.Any(p => p.Accepted);
            var refused = _state.Select(p => p.Answer).FirstOrDefault(a => a is { Status: not SmppStatus.Ok });
            return refused switch
            {
                null when begun => new(SubmitStatus.Unknown, reference, Codes.OutcomeUnknown),
                null => new(SubmitStatus.NotSent, Code: Codes.CarrierUnavailable),
                _ => SmppRefusals.Meaning(refused.Status) switch
                {
                    Refused.ForGood => new(SubmitStatus.Rejected, Code: SmppStatus.Name(refused.Status)),
                    _ when begun => new(SubmitStatus.Unknown, reference, SmppStatus.Name(refused.Status)),
                    Refused.Throttled => new(SubmitStatus.Throttled, Code: Codes.CarrierThrottled),
                    _ => new(SubmitStatus.NotSent, Code: SmppStatus.Name(refused.Status)),
                },
            };
        }
    }

    /// <summary>Some parts were taken and others throttled: the text is half there, and the rest has to follow.</summary>
    public bool HalfThrottled => _state.Any(p => p.Accepted) && !_state.All(p => p.Accepted) && _state.All(p => p.Accepted || p.Answer is { } answer && SmppRefusals.Meaning(answer.Status) == Refused.Throttled);

    async Task Ask(int part)
    {
        try
        {
            var answer = _session.Submit(_parts[part], out var asked, late: pdu => Settle(part, pdu));
            _state[part] = new(asked, null);
            if (!asked) return;
            _state[part] = new(true, Read(await answer));
        }
        finally
        {
            if (part > 0) _session.Leave();
        }
    }

    void Settle(int part, Pdu pdu)
    {
        if (Read(pdu) is not { Status: SmppStatus.Ok } answer) return;
        _state[part] = new(true, answer);
        if (_state.All(p => p.Accepted) && _state[^1].Answer!.MessageId is { Length: > 0 } id) Late(id);
    }

    /// <summary>generic_nack and the like answer a submit_sm, too. Success without a message id is success.</summary>
    static SmppAnswer? Read(Pdu? answer) => answer switch
    {
        SubmitSmRespPdu submitted => new(submitted.Status, submitted.MessageId),
        ResponsePdu { Status: not SmppStatus.Ok } refused => new(refused.Status, ""),
        _ => null,
    };

    sealed record SmppAnswer(uint Status, string MessageId);

    readonly record struct Part(bool Asked, SmppAnswer? Answer)
    {
        public bool Accepted => Answer?.Status == SmppStatus.Ok;
    }
}
