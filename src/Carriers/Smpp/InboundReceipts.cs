using Hark.Grains;

namespace Hark.Carriers;

/// <summary>Receipts of an SMSC.</summary>
sealed class InboundReceipts(string link, SmppOptions options, Func<ICarrierEvents> events, TimeProvider time)
{
    /// <summary>Receipts whose text is not known yet are looked at even when none arrives.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    /// <returns>Why they are to come again; null when they are not.</returns>
    public async Task<string?> Take(IReadOnlyList<Arrival> arrivals, bool look)
    {
        var receipts = arrivals.Select(Final).OfType<DeliveryReceipt>().ToList();
        return (await Arrival.Acknowledge(arrivals, () => receipts.Count > 0 || look ? events().Receipts(receipts) : Task.CompletedTask)).Trouble;
    }

    /// <summary>Null when it tells of nothing final, or not of which text: acknowledged and left.</summary>
    DeliveryReceipt? Final(Arrival arrival)
    {
        if (ReceiptParser.TryParse(arrival.Message, options.Alphabet) is not { } receipt) return null;
        var reference = LinkReference.Of(link, MessageIdForm.Normal(receipt.MessageId, options.ReceiptIds));
        var handset = SmppNumber.Person(arrival.Message.Source);
        return receipt.State switch
        {
            MessageState.Delivered => new(reference, DeliveryStatus.Delivered, null, time.GetUtcNow(), handset),
            MessageState.Expired or MessageState.Deleted or MessageState.Undeliverable or MessageState.Rejected or MessageState.Skipped =>
                new(reference, DeliveryStatus.Undelivered, $"smpp_{receipt.Error ?? receipt.State.ToString().ToLowerInvariant()}", time.GetUtcNow(), handset),
            _ => null,
        };
    }
}
