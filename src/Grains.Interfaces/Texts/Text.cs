namespace Hark;

/// <summary>The consent class a text needs (CTIA C1): implied, express, or express written consent.</summary>
public enum MessageKind { Conversational = 1, Informational = 2, Marketing = 3 }

/// <summary>Who goes first at the pool (B2): replies that the law or carriers demand, then single sends, then campaigns.</summary>
public enum Priority { Compliance = 0, Single = 1, Campaign = 2 }

public enum TextEncoding { Gsm7 = 1, Ucs2 = 2 }

/// <summary>How long a text is on the air: parts as carriers count them and as a per-160 bill counts them (M4).</summary>
/// <param name="Units">Septets for GSM-7, 16-bit units for UCS-2.</param>
public sealed record TextMeasure(TextEncoding Encoding, int Units, int Parts, int PartsPer160);

/// <summary>A text ready to leave: sender named, opt-out line added, measured. Shared by all recipients of a campaign.</summary>
/// <param name="Sender">The number or short code it leaves from.</param>
/// <param name="Fingerprint">Hash of the normalised text as the store wrote it, and of its picture; what the 12-hour duplicate guard compares (M5).</param>
/// <param name="Picture">With one the text is an MMS: one part, however long it is (M7).</param>
public sealed record OutboundText(string Body, string Sender, MessageKind Kind, TextMeasure Measure, long Fingerprint, Picture? Picture = null)
{
    public int Parts => Measure.Parts;
}
