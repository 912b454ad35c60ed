namespace Hark.Grains;

/// <summary>Where carriers deliver: receipts go to the ledger, texts from handsets to the stores they are meant for.</summary>
public sealed class CarrierEvents(IGrains grains, IDeliveryLedger ledger, IDirectory directory) : ICarrierEvents
{
    public Task Receipts(IReadOnlyList<DeliveryReceipt> receipts) => ledger.Settle(receipts);

    public async Task Received(InboundText text)
    {
        foreach (var store in await StoresMeant(text))
            await grains.Store(store).Receive(text);
    }

    /// <summary>A number of its own means its store. On a shared short code a keyword means its holder, and any other text every store that the person has to do with: a STOP that could mean two stores means both.</summary>
    async Task<IReadOnlyList<StoreId>> StoresMeant(InboundText text)
    {
        var reachable = await directory.BySender(text.To);
        if (reachable.Count == 1) return reachable;

        var keyword = KeywordRules.Check(KeywordRules.FirstWord(text.Text));
        if (keyword.Ok && await grains.Keyword(keyword.Value).Holder() is { } holder && (reachable.Count == 0 || reachable.Contains(holder))) return [holder];

        var subscriber = grains.Subscriber(text.From);
        var known = new List<StoreId>();
        foreach (var store in reachable)
            if ((await subscriber.View(store)).Status != ConsentStatus.New)
                known.Add(store);
        // A stop from somebody whom no store knows yet is kept by all of them: a later import must not text that person.
        return known.Count == 0 && HandsetWords.Read(text.Text) == Meaning.OptOut ? reachable : known;
    }
}
