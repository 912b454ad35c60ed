namespace Hark.Grains;

/// <summary>Where carriers deliver: receipts go to the ledger, texts from handsets to the stores they are meant for.</summary>
public sealed class CarrierEvents(IGrains grains, IDeliveryLedger ledger, IDirectory directory, ShortCodes codes) : ICarrierEvents
{
    public Task Receipts(IReadOnlyList<DeliveryReceipt> receipts) => ledger.Settle(receipts);

    public async Task Received(InboundText text)
    {
        foreach (var store in await StoresMeant(text))
            await grains.Store(store).Receive(text);
    }

    async Task<IReadOnlyList<StoreId>> StoresMeant(InboundText text)
    {
        if (text.To == codes.Marketing) return await MeantOnMarketing(text);
        if (!codes.Communication.Contains(text.To)) return await MeantByAddress(text);
        var bound = CodeBinding.StoresOn(await grains.Subscriber(text.From).Standings(), text.To);
        // Nobody talks with this number there: it is taken as if it came to the marketing code, rather than lost. It may be a STOP.
        return bound.Count > 0 ? bound : await MeantOnMarketing(text);
    }

    /// <summary>A keyword means its holder. Any other text means every store on the shared codes that the person has to do with: a STOP that could mean two stores means both.</summary>
    async Task<IReadOnlyList<StoreId>> MeantOnMarketing(InboundText text)
    {
        if (await HolderOfKeyword(text) is { } holder) return [holder];
        var meant = new List<StoreId>();
        foreach (var standing in await grains.Subscriber(text.From).Standings())
            if (standing.Code is not null || (await grains.Store(standing.Store).View())?.Sender == codes.Marketing)
                meant.Add(standing.Store);
        return meant;
    }

    /// <summary>A number of its own means its store. On a short code that some stores have for themselves a keyword means its holder, and any other text every one of them that the person has to do with.</summary>
    async Task<IReadOnlyList<StoreId>> MeantByAddress(InboundText text)
    {
        var reachable = await directory.BySender(text.To);
        if (reachable.Count == 1) return reachable;
        if (await HolderOfKeyword(text) is { } holder && (reachable.Count == 0 || reachable.Contains(holder))) return [holder];

        var subscriber = grains.Subscriber(text.From);
        var known = new List<StoreId>();
        foreach (var store in reachable)
            if ((await subscriber.View(store)).Status != ConsentStatus.New)
                known.Add(store);
        // A stop from somebody whom no store knows yet is kept by all of them: a later import must not text that person.
        return known.Count == 0 && HandsetWords.Read(text.Text) == Meaning.OptOut ? reachable : known;
    }

    async Task<StoreId?> HolderOfKeyword(InboundText text) =>
        KeywordRules.Check(KeywordRules.FirstWord(text.Text)) is { Ok: true, Value: var keyword } ? await grains.Keyword(keyword).Holder() : null;
}
