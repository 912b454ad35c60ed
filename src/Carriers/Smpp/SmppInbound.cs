using System.Threading.Channels;
using Hark.Grains;

namespace Hark.Carriers;

/// <summary>What an SMSC asks of us: it brings receipts and texts from handsets. They are acknowledged when they are durable, and refused for now when they cannot be made so.</summary>
sealed class SmppInbound : IAsyncDisposable
{
    /// <summary>Of either kind, not yet acknowledged. More than SMSCs leave open; what comes beyond it is to come again.</summary>
    const int MostWaiting = 4_096;

    static readonly TimeSpan s_pauseAfterFailure = TimeSpan.FromSeconds(1);

    readonly Channel<Arrival?> _receiptsCome = Channel.CreateBounded<Arrival?>(MostWaiting);
    readonly Channel<Arrival?> _textsCome = Channel.CreateBounded<Arrival?>(MostWaiting);
    readonly Action<string?> _changed;
    readonly TimeProvider _time;
    readonly CancellationTokenSource _stop = new();
    readonly ITimer[] _looks;
    readonly Task _work;

    /// <param name="changed">Told why something cannot be made durable, and null when it can be again.</param>
    public SmppInbound(string link, SmppOptions options, Func<ICarrierEvents> events, Action<string?> changed, TimeProvider time)
    {
        (_changed, _time) = (changed, time);
        var receipts = new InboundReceipts(link, options, events, time);
        var texts = new InboundTexts(link, options, events, time);
        // One does not wait for the other: a text may mean many calls.
        _work = Task.WhenAll(Task.Run(() => Work(_receiptsCome, receipts.Take)), Task.Run(() => Work(_textsCome, (arrivals, _) => texts.Take(arrivals))));
        _looks = [Looks(_receiptsCome, InboundReceipts.LookEvery), Looks(_textsCome, options.PartsWithin / 8)];
    }

    /// <summary>In the order of the SMSC.</summary>
    public void Receive(Pdu pdu, SmppConnection connection)
    {
        switch (pdu)
        {
            case DeliverSmPdu { Message: var message }:
                Enqueue(new(pdu, message, connection));
                break;
            case DataSmPdu { Message: var message }:
                Enqueue(new(pdu, message, connection));
                break;
            case UnbindPdu:
                connection.Say(new UnbindRespPdu(pdu.Sequence, SmppStatus.Ok));
                connection.Finish("The SMSC unbound.");
                break;
            case { Command: SmppCommand.Outbind or SmppCommand.AlertNotification }:
                // These have no answer.
                break;
            default:
                connection.Say(new GenericNackPdu(pdu.Sequence, SmppStatus.InvalidCommandId));
                break;
        }
    }

    /// <summary>Ends when what has come is durable or refused.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var look in _looks) await look.DisposeAsync();
        _receiptsCome.Writer.TryComplete();
        _textsCome.Writer.TryComplete();
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    void Enqueue(Arrival arrival)
    {
        if (!(arrival.IsReceipt ? _receiptsCome : _textsCome).Writer.TryWrite(arrival)) arrival.Acknowledge(SmppStatus.TemporaryReceiverError);
    }

    ITimer Looks(Channel<Arrival?> channel, TimeSpan often) => _time.CreateTimer(_ => channel.Writer.TryWrite(null), null, often, often);

    /// <param name="take">Given what has come, which is nothing when it is time to look at what waits.</param>
    async Task Work(Channel<Arrival?> channel, Func<IReadOnlyList<Arrival>, bool, Task<string?>> take)
    {
        const int mostAtOnce = 512;
        var batch = new List<Arrival>();
        var failing = false;
        while (await channel.Reader.WaitToReadAsync())
        {
            var look = false;
            while (batch.Count < mostAtOnce && channel.Reader.TryRead(out var arrival))
            {
                if (arrival is null) look = true;
                else batch.Add(arrival);
            }
            var trouble = await take(batch, look);
            // Told once: while the database is away each try fails.
            if (trouble is not null && !failing) _changed($"What the SMSC delivers cannot be stored: {trouble}");
            if (trouble is null && failing && batch.Count > 0) _changed(null);
            failing = trouble is not null || failing && batch.Count == 0;
            batch.Clear();
            if (trouble is not null) await Pause();
        }
    }

    async Task Pause()
    {
        try
        {
            await Task.Delay(s_pauseAfterFailure, _time, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The link stops.
        }
    }
}
