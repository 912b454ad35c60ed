using System.Threading.Channels;
using Hark.Grains;

namespace Hark.Carriers;

/// <summary>What an SMSC delivers: receipts and texts from handsets. Acknowledged when they are durable, refused for now when they cannot be made so.</summary>
sealed class SmppInbound : IAsyncDisposable
{
    /// <summary>Not yet acknowledged. More than SMSCs leave open; beyond it nothing is read from them.</summary>
    const int MostWaiting = 4_096;

    /// <summary>Receipts written in one transaction.</summary>
    const int MostAtOnce = 512;

    static readonly TimeSpan s_pauseAfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>Texts that stay incomplete and receipts whose text is not known are looked at even when nothing arrives.</summary>
    static readonly TimeSpan s_look = TimeSpan.FromSeconds(30);

    readonly string _link;
    readonly SmppOptions _options;
    readonly Func<ICarrierEvents> _events;
    readonly TimeProvider _time;
    readonly Reassembly<Arrival> _reassembly;
    readonly Channel<Arrival?> _arrivals = Channel.CreateBounded<Arrival?>(MostWaiting);
    readonly ITimer _looks;

    /// <summary>Texts that could not be written, or not all of what follows from them, and come again: SMPP has no id that tells them from a second one of the same words.</summary>
    readonly Dictionary<(PhoneNumber From, SmppAddress To, string Text), string> _unwritten = [];
    readonly Task _work;

    public SmppInbound(string link, SmppOptions options, Func<ICarrierEvents> events, TimeProvider time)
    {
        (_link, _options, _events, _time) = (link, options, events, time);
        _reassembly = new(time, options.Alphabet);
        _work = Task.Run(Work);
        _looks = time.CreateTimer(_ => _arrivals.Writer.TryWrite(null), null, s_look, s_look);
    }

    /// <summary>What the SMSC asks of us, in its order.</summary>
    public async ValueTask Receive(Pdu pdu, SmppConnection connection)
    {
        switch (pdu)
        {
            case DeliverSmPdu { Message: var message }:
                await _arrivals.Writer.WriteAsync(new(pdu, message, connection));
                break;
            case DataSmPdu { Message: var message }:
                await _arrivals.Writer.WriteAsync(new(pdu, message, connection));
                break;
            case UnbindPdu:
                connection.Say(new UnbindRespPdu(pdu.Sequence, SmppStatus.Ok));
                connection.Close("The SMSC unbound.");
                break;
            default:
                connection.Say(new GenericNackPdu(pdu.Sequence, SmppStatus.InvalidCommandId));
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _looks.DisposeAsync();
        _arrivals.Writer.TryComplete();
        await _work;
    }

    async Task Work()
    {
        var batch = new List<Arrival>();
        while (await _arrivals.Reader.WaitToReadAsync())
        {
            var look = false;
            while (batch.Count < MostAtOnce && _arrivals.Reader.TryRead(out var arrival))
            {
                if (arrival is null) look = true;
                else batch.Add(arrival);
            }
            var failed = !await TakeReceipts(batch, look);
            foreach (var arrival in batch.Where(a => !a.IsReceipt))
                foreach (var text in _reassembly.Add(arrival.Message, arrival)) failed |= !await Take(text);
            foreach (var text in _reassembly.TakeOverdue()) failed |= !await Take(text);
            batch.Clear();
            if (failed) await Task.Delay(s_pauseAfterFailure, _time);
        }
    }

    async Task<bool> TakeReceipts(List<Arrival> batch, bool look)
    {
        var receipts = batch.FindAll(a => a.IsReceipt);
        var final = receipts.Select(Final).OfType<DeliveryReceipt>().ToList();
        return await Durable(receipts, final.Count > 0 || look ? () => _events().Receipts(final) : null);
    }

    /// <summary>Null when it tells of nothing final, or not of which text: acknowledged and left.</summary>
    DeliveryReceipt? Final(Arrival arrival)
    {
        if (ReceiptParser.TryParse(arrival.Message, _options.Alphabet) is not { } receipt) return null;
        var reference = $"{_link}:{MessageIdForm.Normal(receipt.MessageId, _options.ReceiptIds)}";
        var handset = SmppNumber.Person(arrival.Message.Source);
        return receipt.State switch
        {
            MessageState.Delivered => new(reference, DeliveryStatus.Delivered, null, _time.GetUtcNow(), handset),
            MessageState.Expired or MessageState.Deleted or MessageState.Undeliverable or MessageState.Rejected or MessageState.Skipped =>
                new(reference, DeliveryStatus.Undelivered, $"smpp_{receipt.Error ?? receipt.State.ToString().ToLowerInvariant()}", _time.GetUtcNow(), handset),
            _ => null,
        };
    }

    async Task<bool> Take(JoinedText<Arrival> text)
    {
        // No number that a person could have: nothing to be done with it, and the SMSC would bring it for ever.
        if (SmppNumber.Person(text.From) is not { } from) return await Durable(text.Tokens, null);
        var words = (from, text.To, text.Text);
        if (!_unwritten.Remove(words, out var id)) id = $"{_link}:{text.Id}";
        var inbound = new InboundText(id, from, SmppNumber.Ours(text.To), text.Text, _time.GetUtcNow());
        if (await Durable(text.Tokens, () => _events().Received(inbound))) return true;
        if (_unwritten.Count < MostWaiting) _unwritten[words] = id;
        return false;
    }

    /// <summary>Acknowledges once it is done.</summary>
    static async Task<bool> Durable(IReadOnlyList<Arrival> arrivals, Func<Task>? write)
    {
        var status = SmppStatus.Ok;
        try
        {
            if (write is not null) await write();
        }
        catch (Exception e) when (e is StorageUnavailableException or NoAnswerException)
        {
            // The SMSC brings it again.
            status = SmppStatus.TemporaryReceiverError;
        }
        foreach (var arrival in arrivals) arrival.Acknowledge(status);
        return status == SmppStatus.Ok;
    }

    sealed record Arrival(Pdu Pdu, ShortMessage Message, SmppConnection Connection)
    {
        public bool IsReceipt { get; } = ReceiptParser.IsReceipt(Message);

        public void Acknowledge(uint status) => Connection.Say(Pdu is DataSmPdu ? new DataSmRespPdu(Pdu.Sequence, status, "") : new DeliverSmRespPdu(Pdu.Sequence, status));
    }
}
