namespace Hark.Grains;

/// <summary>What a store's automatic replies say: its templates, and the answers of its responder keywords. Pure.</summary>
static class StoreReplies
{
    /// <param name="keyword">The one that is answered.</param>
    /// <param name="status">Of the number, for the answers that differ by it.</param>
    /// <returns>Null for a responder keyword that has no answer.</returns>
    public static OutboundText? Text(StoreState store, AutoReplyKind kind, StoreKeyword? keyword, ConsentStatus status)
    {
        if (kind != AutoReplyKind.Responder)
        {
            var body = StoreTemplates.Of(store, kind).Text;
            return new(body, store.Sender, MessageKind.Informational, TextMeasurer.Measure(body), Fingerprint.Of(body));
        }
        // What was written was checked with the store's name and is checked again when that changes.
        return keyword is not null && StoreKeywords.Answer(keyword, status) is { } answer ? TextComposer.Compose(answer, MessageKind.Informational, store.BrandName, store.Sender).Value : null;
    }
}
