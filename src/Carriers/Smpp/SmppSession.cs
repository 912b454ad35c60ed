namespace Hark.Carriers;

/// <summary>One bound session: a transceiver, or a transmitter and a receiver. Keeps itself alive, and ends when either connection does.</summary>
sealed class SmppSession : IAsyncDisposable
{
    const byte Version34 = 0x34;

    readonly SmppOptions _options;
    readonly TimeProvider _time;
    readonly SmppConnection _outgoing;
    readonly SmppConnection? _incoming;
    readonly SemaphoreSlim _room;
    readonly CancellationTokenSource _over = new();
    readonly Task _alive;

    SmppSession(SmppOptions options, SmppConnection outgoing, SmppConnection? incoming, TimeProvider time)
    {
        (_options, _outgoing, _incoming, _time) = (options, outgoing, incoming, time);
        _room = new(options.Window);
        Ended = incoming is null ? outgoing.Ended : Task.WhenAny(outgoing.Ended, incoming.Ended).Unwrap();
        _alive = StayAlive();
    }

    /// <summary>Completes with why it ended.</summary>
    public Task<string> Ended { get; }

    /// <summary>submit_sm that may still be asked.</summary>
    public int Free => _room.CurrentCount;

    /// <param name="received">What the SMSC asks of us.</param>
    /// <exception cref="SmppUnreachableException">No connection, or no answer to the bind.</exception>
    /// <exception cref="SmppBindException">The SMSC does not want us.</exception>
    public static async Task<SmppSession> Bind(SmppOptions options, Func<Pdu, SmppConnection, ValueTask> received, TimeProvider time, CancellationToken stop)
    {
        var outgoing = await Bind(options, options.Bind == SmppBind.Pair ? BindMode.Transmitter : BindMode.Transceiver, received, time, stop);
        try
        {
            var incoming = options.Bind == SmppBind.Pair ? await Bind(options, BindMode.Receiver, received, time, stop) : null;
            return new(options, outgoing, incoming, time);
        }
        catch
        {
            await outgoing.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for room for one submit_sm.</summary>
    /// <returns>False when there was none in time, or the session ended.</returns>
    public async ValueTask<bool> Enter(TimeSpan patience)
    {
        if (_over.IsCancellationRequested) return false;
        try
        {
            return await _room.WaitAsync(patience, _over.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Leave() => _room.Release();

    /// <inheritdoc cref="SmppConnection.Ask"/>
    public Task<Pdu?> Submit(ShortMessage message, out bool asked, Action<Pdu> late) => _outgoing.Ask(sequence => new SubmitSmPdu(sequence, message), out asked, late);

    /// <summary>Whether the SMSC answers.</summary>
    public async Task<bool> Enquire() => await _outgoing.Ask(sequence => new EnquireLinkPdu(sequence), out _) is not null;

    /// <summary>Takes leave of the SMSC.</summary>
    public async Task Unbind()
    {
        await Task.WhenAll(Connections.Select(connection => connection.Ask(sequence => new UnbindPdu(sequence), out _)));
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        foreach (var connection in Connections) await connection.DisposeAsync();
        await _alive;
    }

    IEnumerable<SmppConnection> Connections => _incoming is null ? [_outgoing] : [_outgoing, _incoming];

    static async Task<SmppConnection> Bind(SmppOptions options, BindMode mode, Func<Pdu, SmppConnection, ValueTask> received, TimeProvider time, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        Stream stream;
        try
        {
            stream = await SmppTransport.Open(options, either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new SmppUnreachableException($"{options.Host}:{options.Port} did not take the connection within {options.Timeout.TotalSeconds:0.#} s.");
        }
        var connection = new SmppConnection(stream, options.Timeout, received, time);
        try
        {
            var answer = await connection.Ask(sequence => new BindPdu(sequence, mode, options.SystemId, options.Password, options.SystemType, Version34, 0, 0, ""), out _).WaitAsync(stop);
            return answer switch
            {
                BindRespPdu { Status: SmppStatus.Ok } => connection,
                ResponsePdu { Status: not SmppStatus.Ok } refused => throw new SmppBindException(refused.Status),
                _ => throw new SmppUnreachableException($"{options.Host}:{options.Port} did not answer the bind. {(connection.Ended.IsCompleted ? await connection.Ended : "")}".TrimEnd()),
            };
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    async Task StayAlive()
    {
        using var timer = new PeriodicTimer(_options.EnquireLink / 2, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token))
                foreach (var connection in Connections)
                    if (connection.Silence >= _options.EnquireLink && await connection.Ask(sequence => new EnquireLinkPdu(sequence), out _) is null)
                        connection.Close($"No answer to enquire_link within {_options.Timeout.TotalSeconds:0.#} s.");
        }
        catch (OperationCanceledException)
        {
            // The session is over.
        }
    }
}
