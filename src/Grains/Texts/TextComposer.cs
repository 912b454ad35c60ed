namespace Hark.Grains;

/// <summary>Makes a store's text ready to leave: names the sender (P2) and tells how to stop (P3).</summary>
public static class TextComposer
{
    const string OptOutLine = " Reply STOP to unsubscribe.";

    /// <param name="brand">Put in front, unless the text names it already or belongs to a conversation.</param>
    /// <param name="sender">The number or short code it leaves from.</param>
    /// <param name="picture">With one the text may be empty: then it names the sender, whatever its kind, because a picture alone does not say whose it is.</param>
    /// <returns>A refusal when the text may not leave, or is too long with what was added to it.</returns>
    public static Result<OutboundText> Compose(string text, MessageKind kind, string brand, string sender, Picture? picture = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(brand);
        if (picture is not null && TextRules.IsBlank(text))
            return Ready(kind == MessageKind.Marketing ? $"{brand.Trim()}:{OptOutLine}" : brand.Trim(), written: "");
        if (TextRules.Check(text) is { } refusal) return refusal;

        var written = text.ReplaceLineEndings("\n");
        var body = written;
        if (kind != MessageKind.Conversational && !BrandName.IsIn(written, brand)) body = $"{brand.Trim()}: {body}";
        if (kind == MessageKind.Marketing && !OptOutInstruction.IsIn(written)) body = body.TrimEnd() + OptOutLine;
        if (body.Length > TextRules.MaximumLength) return TooLong(written.Length, body.Length - written.Length);
        return Ready(body, written);

        OutboundText Ready(string body, string written) => new(body, sender, kind, TextMeasurer.Measure(body, picture), Fingerprint.Of(written, picture), picture);
    }

    static Refusal TooLong(int written, int added) => new(Codes.TextTooLong,
        $"The text has {written} characters, and {added} more are added to name the sender and tell how to stop: {written + added} of {TextRules.MaximumLength}. "
        + $"Shorten it by {written + added - TextRules.MaximumLength}, or name the brand and the way to stop in the text itself.");
}
