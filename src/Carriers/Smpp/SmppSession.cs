namespace Hark.Carriers;

/// <summary>One bound session: a transceiver, or a transmitter and a receiver. Keeps itself alive, and ends when either connection does.</summary>
sealed class SmppSession : IAsyncDisposable
{
    const byte Version34 = 0x34;

    readonly SmppOptions _options;
    readonly TimeProvider _time;
    readonly SmppConnection _outgoing;
    readonly SmppConnection? _incoming;
    readonly CancellationTokenSource _over = new();
    readonly Task _alive;

    SmppSession(SmppOptions options, SmppConnection outgoing, SmppConnection? incoming, TimeProvider time)
    {
        (_options, _outgoing, _incoming, _time) = (options, outgoing, incoming, time);
        Ended = incoming is null ? outgoing.Ended : Task.WhenAny(outgoing.Ended, incoming.Ended).Unwrap();
        _alive = StayAlive();
    }

    /// <summary>Completes with why it ended.</summary>
    public Task<string> Ended { get; }

    /// <param name="received">What the SMSC asks of us.</param>
    /// <exception cref="SmppUnreachableException">No connection, or no answer to the bind.</exception>
    /// <exception cref="SmppBindException">The SMSC does not want us.</exception>
    public static async Task<SmppSession> Bind(SmppOptions options, Action<Pdu, SmppConnection> received, TimeProvider time, CancellationToken stop)
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

    /// <inheritdoc cref="SmppConnection.Ask"/>
    public Task<Pdu?> Submit(ShortMessage message, TimeSpan patience, Action<Pdu> late, out bool asked) =>
        _outgoing.Ask(sequence => new SubmitSmPdu(sequence, message), out asked, patience, late);

    /// <summary>Asks whether the SMSC still hears us, and ends the session when it does not answer.</summary>
    public Task Enquire() => Enquire(_outgoing);

    /// <summary>Takes leave of the SMSC.</summary>
    public async Task Unbind()
    {
        await Task.WhenAll(Connections.Select(connection => connection.Ask(sequence => new UnbindPdu(sequence), out _)));
        foreach (var connection in Connections) connection.Finish("Unbound.");
        await Task.WhenAll(Connections.Select(connection => connection.Ended));
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        foreach (var connection in Connections) await connection.DisposeAsync();
        await _alive;
    }

    IEnumerable<SmppConnection> Connections => _incoming is null ? [_outgoing] : [_outgoing, _incoming];

    static async Task<SmppConnection> Bind(SmppOptions options, BindMode mode, Action<Pdu, SmppConnection> received, TimeProvider time, CancellationToken stop)
    {
        var connection = new SmppConnection(await Open(options, time, stop), options.Timeout, received, time);
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

    static async Task<SmppTransport> Open(SmppOptions options, TimeProvider time, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        try
        {
            return await SmppTransport.Open(options, either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new SmppUnreachableException($"{options.Host}:{options.Port} did not take the connection within {options.Timeout.TotalSeconds:0.#} s.");
        }
    }

    async Task Enquire(SmppConnection connection)
    {
        if (await connection.Ask(sequence => new EnquireLinkPdu(sequence), out _) is null)
            connection.Close($"No answer to enquire_link within {_options.Timeout.TotalSeconds:0.#} s.");
    }

    async Task StayAlive()
    {
        using var timer = new PeriodicTimer(_options.EnquireLink / 2, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token))
                await Task.WhenAll(Connections.Where(c => c.Silence >= _options.EnquireLink).Select(Enquire));
        }
        catch (OperationCanceledException)
        {
            // The session is over.
        }
    }
}
