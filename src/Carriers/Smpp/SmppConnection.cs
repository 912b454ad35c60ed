using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;

namespace Hark.Carriers;

/// <summary>One connection to an SMSC: requests and their answers in both directions, told apart by sequence number.</summary>
/// <remarks>What is asked of it after its end is answered with null, as is what was unanswered when it ended.</remarks>
sealed class SmppConnection : IAsyncDisposable
{
    /// <summary>Requests that timed out and whose answers are still listened for.</summary>
    const int MostLate = 1_000;

    const uint IsResponse = 0x80000000;

    readonly Stream _stream;
    readonly TimeProvider _time;
    readonly TimeSpan _timeout;
    readonly Func<Pdu, SmppConnection, ValueTask> _requested;
    readonly ConcurrentDictionary<uint, Question> _questions = new();
    readonly ConcurrentDictionary<uint, Action<Pdu>> _late = new();
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

    /// <param name="timeout">Of requests.</param>
    /// <param name="requested">Called in the order of arrival with what the SMSC asks, responses and enquire_link excepted. While it waits, nothing more is read.</param>
    public SmppConnection(Stream stream, TimeSpan timeout, Func<Pdu, SmppConnection, ValueTask> requested, TimeProvider time)
    {
        (_stream, _timeout, _requested, _time) = (stream, timeout, requested, time);
        _heardAt = time.GetTimestamp();
        _sweep = time.CreateTimer(_ => EndOverdue(), null, timeout / 10, timeout / 10);
        _work = Task.WhenAll(Task.Run(Read), Task.Run(Write));
    }

    /// <summary>Completes with why it ended.</summary>
    public Task<string> Ended => _ended.Task;

    public TimeSpan Silence => _time.GetElapsedTime(Volatile.Read(ref _heardAt));

    /// <summary>Asks at once: what is written here has left, for all we may say of it later.</summary>
    /// <param name="late">Given the answer when it comes after the time-out.</param>
    /// <returns>Null when the connection ended or the time ran out before the answer; <paramref name="asked"/> is false when it was never written.</returns>
    public Task<Pdu?> Ask(Func<uint, Pdu> request, out bool asked, Action<Pdu>? late = null)
    {
        Question question;
        lock (_writing)
        {
            asked = !_closed;
            if (_closed) return Task.FromResult<Pdu?>(null);
            _sequence = _sequence % 0x7FFFFFFF + 1;
            question = new(_time.GetTimestamp(), late);
            // ORDER MATTERS: awaited before it is written, since the answer may be here before we are back.
            _questions[_sequence] = question;
            PduWriter.Write(_unsent, request(_sequence));
        }
        _written.Release();
        return question.Answer.Task;
    }

    public void Say(Pdu pdu)
    {
        lock (_writing)
        {
            if (_closed) return;
            PduWriter.Write(_unsent, pdu);
        }
        _written.Release();
    }

    public void Close(string why)
    {
        lock (_writing)
        {
            if (_closed) return;
            _closed = true;
        }
        _stop.Cancel();
        _stream.Dispose();
        _ended.TrySetResult(why);
        foreach (var sequence in _questions.Keys) End(sequence);
    }

    public async ValueTask DisposeAsync()
    {
        Close("Closed by us.");
        await _work;
        await _sweep.DisposeAsync();
        _stop.Dispose();
        _written.Dispose();
    }

    async Task Write()
    {
        try
        {
            while (true)
            {
                await _written.WaitAsync(_stop.Token);
                lock (_writing) (_unsent, _sending) = (_sending, _unsent);
                if (_sending.WrittenCount == 0) continue;
                await _stream.WriteAsync(_sending.WrittenMemory, _stop.Token);
                _sending.ResetWrittenCount();
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            Close(e.Message);
        }
    }

    async Task Read()
    {
        var reader = PipeReader.Create(_stream);
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(_stop.Token);
                var buffer = read.Buffer;
                while (Next(ref buffer) is { } pdu) await Hear(pdu);
                reader.AdvanceTo(buffer.Start, buffer.End);
                if (!read.IsCompleted) continue;
                Close("The SMSC closed the connection.");
                return;
            }
        }
        catch (SmppFramingException e)
        {
            Say(new GenericNackPdu(0, SmppStatus.InvalidCommandLength));
            Close(e.Message);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
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
                else End(e.Sequence);
            }
        }
    }

    ValueTask Hear(Pdu pdu)
    {
        switch (pdu)
        {
            case EnquireLinkPdu:
                Say(new EnquireLinkRespPdu(pdu.Sequence));
                return ValueTask.CompletedTask;
            case ResponsePdu:
                if (_questions.TryRemove(pdu.Sequence, out var question)) question.Answer.TrySetResult(pdu);
                else if (_late.TryRemove(pdu.Sequence, out var late)) late(pdu);
                return ValueTask.CompletedTask;
            case OtherPdu { CommandId: >= IsResponse }:
                return ValueTask.CompletedTask;
            default:
                return _requested(pdu, this);
        }
    }

    void EndOverdue()
    {
        foreach (var (sequence, question) in _questions)
        {
            if (_time.GetElapsedTime(question.AskedAt) < _timeout) continue;
            // ORDER MATTERS: listened for before it is given up.
            if (question.Late is { } late && _late.Count < MostLate) _late[sequence] = late;
            End(sequence);
        }
    }

    void End(uint sequence)
    {
        if (_questions.TryRemove(sequence, out var question)) question.Answer.TrySetResult(null);
    }

    sealed record Question(long AskedAt, Action<Pdu>? Late)
    {
        public TaskCompletionSource<Pdu?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
