using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;

namespace Hark.Carriers;

/// <summary>One connection to an SMSC: requests and their answers in both directions, told apart by sequence number.</summary>
/// <remarks>What is asked of it after its end is answered with null, as is what was unanswered when it ended.</remarks>
sealed class SmppConnection : IAsyncDisposable
{
    /// <summary>Octets of our answers that may wait to be written: beyond it the SMSC asks and does not read.</summary>
    const int MostUnsent = 4 * 1024 * 1024;

    const uint IsResponse = 0x80000000;

    /// <summary>How long answers are listened for that nobody waits for any more.</summary>
    static readonly TimeSpan s_late = TimeSpan.FromMinutes(5);

    /// <summary>For the last words, when the connection ends in peace.</summary>
    static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(1);

    readonly SmppTransport _transport;
    readonly TimeProvider _time;
    readonly TimeSpan _timeout;
    readonly Action<Pdu, SmppConnection> _requested;
    readonly ConcurrentDictionary<uint, Question> _questions = new();
    readonly Lock _writing = new();
    readonly SemaphoreSlim _written = new(0);
    readonly CancellationTokenSource _stop = new();
    readonly ITimer _sweep;
    readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Task _work;
    ArrayBufferWriter<byte> _unsent = new();
    ArrayBufferWriter<byte> _sending = new();
    uint _sequence;
    long _heardAt;
    bool _closed;
    string? _finishing;

    /// <param name="timeout">Of requests.</param>
    /// <param name="requested">Called in the order of arrival with what the SMSC asks, enquire_link excepted. Must be quick: nothing is read meanwhile.</param>
    public SmppConnection(SmppTransport transport, TimeSpan timeout, Action<Pdu, SmppConnection> requested, TimeProvider time)
    {
        (_transport, _timeout, _requested, _time) = (transport, timeout, requested, time);
        _heardAt = time.GetTimestamp();
        _sweep = time.CreateTimer(_ => EndOverdue(), null, timeout / 20, timeout / 20);
        _work = Task.WhenAll(Task.Run(Read), Task.Run(Write));
    }

    /// <summary>Completes with why it ended.</summary>
    public Task<string> Ended => _ended.Task;

    public TimeSpan Silence => _time.GetElapsedTime(Volatile.Read(ref _heardAt));

    /// <summary>Asks at once: what is written here has left, for all we may say of it later.</summary>
    /// <param name="patience">Null is the time-out of the connection.</param>
    /// <param name="late">Given the answer when it comes after that.</param>
    /// <returns>Null when the connection ended or the time ran out before the answer; <paramref name="asked"/> is false when it was never written.</returns>
    public Task<Pdu?> Ask(Func<uint, Pdu> request, out bool asked, TimeSpan? patience = null, Action<Pdu>? late = null)
    {
        lock (_writing)
        {
            asked = !_closed && _finishing is null;
            if (!asked) return Task.FromResult<Pdu?>(null);
            _sequence = _sequence % 0x7FFFFFFF + 1;
            Enqueue(request(_sequence));
            // ORDER MATTERS: awaited before the lock is left and it can be sent, since the answer may be here before we are back.
            var question = new Question(_time.GetTimestamp(), patience ?? _timeout, late);
            _questions[_sequence] = question;
            return question.Answer.Task;
        }
    }

    /// <returns>False when it will not arrive, for all we know.</returns>
    public bool Say(Pdu pdu)
    {
        lock (_writing)
        {
            if (_closed || _finishing is not null) return false;
            if (_unsent.WrittenCount <= MostUnsent)
            {
                Enqueue(pdu);
                return true;
            }
        }
        Close("The SMSC asks, but does not read the answers.");
        return false;
    }

    /// <summary>Ends it when all that was said is written. What is unanswered stays so.</summary>
    public void Finish(string why)
    {
        lock (_writing)
        {
            if (_closed || _finishing is not null) return;
            _finishing = why;
            if (_unsent.WrittenCount == 0) _written.Release();
        }
        _stop.CancelAfter(s_farewell);
    }

    /// <summary>Ends it now.</summary>
    public void Close(string why)
    {
        lock (_writing)
        {
            if (_closed) return;
            _closed = true;
        }
        // ORDER MATTERS: who gets no answer looks whether it is for the end of the connection.
        _ended.TrySetResult(_finishing ?? why);
        _stop.Cancel();
        if (_finishing is null) _transport.Dispose();
        else _transport.Finish();
        foreach (var sequence in _questions.Keys) Forget(sequence);
    }

    public async ValueTask DisposeAsync()
    {
        Close("Closed by us.");
        await _work;
        await _sweep.DisposeAsync();
        _stop.Dispose();
    }

    /// <summary>Under the lock.</summary>
    void Enqueue(Pdu pdu)
    {
        var first = _unsent.WrittenCount == 0;
        PduWriter.Write(_unsent, pdu);
        if (first) _written.Release();
    }

    async Task Write()
    {
        try
        {
            while (true)
            {
                await _written.WaitAsync(_stop.Token);
                lock (_writing) (_unsent, _sending) = (_sending, _unsent);
                if (_sending.WrittenCount == 0) break;
                await _transport.Stream.WriteAsync(_sending.WrittenMemory, _stop.Token);
                _sending.ResetWrittenCount();
                lock (_writing)
                    if (_finishing is not null && _unsent.WrittenCount == 0) break;
            }
            Close("Closed by us.");
        }
        catch (Exception e)
        {
            Close(e.Message);
        }
    }

    async Task Read()
    {
        var reader = PipeReader.Create(_transport.Stream, new(leaveOpen: true));
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(_stop.Token);
                var buffer = read.Buffer;
                while (Next(ref buffer) is { } pdu) Hear(pdu);
                reader.AdvanceTo(buffer.Start, buffer.End);
                if (!read.IsCompleted) continue;
                Close("The SMSC closed the connection.");
                return;
            }
        }
        catch (SmppFramingException e)
        {
            Say(new GenericNackPdu(0, SmppStatus.InvalidCommandLength));
            Finish(e.Message);
        }
        catch (Exception e)
        {
            // Whatever it is, nothing is read any more: a connection that stays open would hold its texts for ever.
            Close(e.Message);
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    /// <summary>The next PDU that can be read. What cannot is refused, and the connection goes on.</summary>
    Pdu? Next(ref ReadOnlySequence<byte> buffer)
    {
        while (true)
        {
            try
            {
                if (!PduReader.TryRead(ref buffer, out var pdu)) return null;
                Volatile.Write(ref _heardAt, _time.GetTimestamp());
                return pdu;
            }
            catch (SmppBodyException e)
            {
                if (e.CommandId < IsResponse) Say(new GenericNackPdu(e.Sequence, e.Status));
                // An answer that cannot be read is none: what it was about is unknown.
                else Forget(e.Sequence);
            }
        }
    }

    void Hear(Pdu pdu)
    {
        switch (pdu)
        {
            case EnquireLinkPdu:
                Say(new EnquireLinkRespPdu(pdu.Sequence));
                break;
            case ResponsePdu:
                if (_questions.TryRemove(pdu.Sequence, out var question) && !question.Answer.TrySetResult(pdu)) question.Late?.Invoke(pdu);
                break;
            case OtherPdu { CommandId: >= IsResponse }:
                Forget(pdu.Sequence);
                break;
            default:
                _requested(pdu, this);
                break;
        }
    }

    void EndOverdue()
    {
        foreach (var (sequence, question) in _questions)
        {
            var age = _time.GetElapsedTime(question.AskedAt);
            if (age < question.Patience) continue;
            if (question.Late is null || age > s_late) Forget(sequence);
            // Kept, so that its answer is still heard.
            else question.Answer.TrySetResult(null);
        }
    }

    void Forget(uint sequence)
    {
        if (_questions.TryRemove(sequence, out var question)) question.Answer.TrySetResult(null);
    }

    sealed record Question(long AskedAt, TimeSpan Patience, Action<Pdu>? Late)
    {
        public TaskCompletionSource<Pdu?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
