namespace Hark.Grains;

/// <summary>Where carriers deliver: receipts go to the ledger, texts from handsets to the stores they are meant for.</summary>
public sealed class CarrierEvents(IGrains grains, IDeliveryLedger ledger, IDirectory directory, ShortCodes codes) : ICarrierEvents
{
    public Task Receipts(IReadOnlyList<DeliveryReceipt> receipts) => ledger.Settle(receipts);

    public Task Answered(DeliveryId delivery, string carrierReference) => ledger.Learn(delivery, carrierReference);

    public async Task Received(InboundText text)
    {
        var stores = await StoresMeant(text);
        foreach (var store in stores)
            await grains.Store(store).Receive(text);
        // Nobody can answer it, and no store has a row for it; but whoever imports this number later must not text it.
        if (stores.Count == 0 && Stops(text)) await grains.Subscriber(text.From).NoteStop(text.At);
    }

    async Task<IReadOnlyList<StoreId>> StoresMeant(InboundText text)
    {
        var reachable = text.To == codes.Marketing ? [] : await directory.BySender(text.To);
        if (PhoneNumber.TryParse(text.To, out _)) return await MeantByAddress(text, reachable);
        var standings = await grains.Subscriber(text.From).Standings();
        // Whatever the settings say now: a code that was taken out of them is still answered by those who were texted from it.
        var bound = text.To == codes.Marketing ? [] : CodeBinding.StoresOn(standings, text.To);
        // Nobody talks with this number there: it is taken as if it came to the marketing code, rather than lost. It may be a STOP.
        if (bound.Count == 0 && reachable.Count == 0) return await MeantOnMarketing(text, standings);
        if (Stops(text))
        {
            var stopped = bound.Union(await MeantByAddress(text, reachable));
            return [.. bound.Count == 0 && codes.Communication.Contains(text.To) ? stopped.Union(await MeantOnMarketing(text, standings)) : stopped];
        }
        if (bound.Count == 0) return await MeantByAddress(text, reachable);
        // A store whose own code became a shared one (ShortCodeClash): whoever has to do with it as well may mean either.
        return Fitting(text, [.. bound.Union(reachable.Where(store => standings.Any(standing => standing.Store == store && standing.Status != ConsentStatus.New)))], standings);
    }

    /// <summary>
    /// A keyword means its holder. Any other text means every store on the shared codes that the person has to do with: a STOP that could mean two stores means both,
    /// also one that begins with a word that somebody has as a keyword.
    /// </summary>
    async Task<IReadOnlyList<StoreId>> MeantOnMarketing(InboundText text, IReadOnlyList<StoreStanding> standings)
    {
        var holder = await HolderOfKeyword(text);
        if (holder is { } named && !Stops(text)) return [named];
        var meant = new List<StoreId>();
        foreach (var standing in standings)
            if (standing.Code is not null || (await grains.Store(standing.Store).View())?.Sender == codes.Marketing)
                meant.Add(standing.Store);
        if (holder is { } also && !meant.Contains(also)) meant.Add(also);
        return Fitting(text, meant, standings);
    }

    /// <summary>Nobody is opted in who did not say where: a YES or START that could mean several stores means none of them, and a keyword is asked for.</summary>
    static List<StoreId> Fitting(InboundText text, List<StoreId> stores, IReadOnlyList<StoreStanding> standings)
    {
        if (stores.Count < 2) return stores;
        bool Stands(StoreId store, params ReadOnlySpan<ConsentStatus> at) => at.Contains(standings.FirstOrDefault(s => s.Store == store)?.Status ?? ConsentStatus.New);
        List<StoreId> joins = HandsetWords.Read(text.Text) switch
        {
            Meaning.Confirm => [.. stores.Where(store => Stands(store, ConsentStatus.Pending))],
            Meaning.Restart => [.. stores.Where(store => Stands(store, ConsentStatus.Pending, ConsentStatus.OptedOut))],
            _ => [],
        };
        return joins.Count switch { 0 => stores, 1 => joins, _ => [] };
    }

    /// <summary>A number of its own means its store. On a short code that some stores have for themselves a keyword means its holder, and any other text every one of them that the person has to do with.</summary>
    /// <param name="reachable">The stores that text from it.</param>
    async Task<IReadOnlyList<StoreId>> MeantByAddress(InboundText text, IReadOnlyList<StoreId> reachable)
    {
        if (reachable.Count == 1) return reachable;
        if (await HolderOfKeyword(text) is { } holder && (reachable.Count == 0 || reachable.Contains(holder))) return [holder];

        var subscriber = grains.Subscriber(text.From);
        var known = new List<StoreId>();
        foreach (var store in reachable)
            if ((await subscriber.View(store)).Status != ConsentStatus.New)
                known.Add(store);
        // A stop from somebody whom no store knows yet is kept by all of them: a later import must not text that person.
        return known.Count == 0 && Stops(text) ? reachable : known;
    }

    static bool Stops(InboundText text) => HandsetWords.Read(text.Text) == Meaning.OptOut;

    async Task<StoreId?> HolderOfKeyword(InboundText text) =>
        KeywordRules.Check(KeywordRules.FirstWord(text.Text)) is { Ok: true, Value: var keyword } ? await grains.Keyword(keyword).Holder() : null;
}
