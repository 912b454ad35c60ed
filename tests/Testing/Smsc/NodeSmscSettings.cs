using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hark.Testing;

/// <summary>How the SMSC behaves. The defaults are one without faults that sends receipts at once.</summary>
public sealed record NodeSmscSettings
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>Another one is answered with ESME_RBINDFAIL.</summary>
    public string SystemId { get; init; } = "hark";

    /// <summary>Another one is answered with ESME_RINVPASWD.</summary>
    public string Password { get; init; } = "secret";

    /// <summary>Speaks TLS when given. Looked at when the server starts.</summary>
    public SmscTls? Tls { get; init; }

    /// <summary>How submit_sm is answered, refusals too.</summary>
    public SmscAnswer Answer { get; init; }

    /// <summary>From a submit_sm to its answer, in milliseconds.</summary>
    public int AnswerDelay { get; init; }

    /// <summary>How many answers <see cref="SmscAnswer.OutOfOrder"/> turns around at once; fewer wait for half a second at most.</summary>
    public int ReverseOf { get; init; } = 5;

    /// <summary>The connection ends in the middle of the answer to the text that is taken as so many-th from now; 0 is never. Happens once for each time it is set.</summary>
    public int DropAfter { get; init; }

    /// <summary>Texts taken in any second; those above are answered with ESME_RTHROTTLED. 0 is no limit.</summary>
    public int ThrottleRate { get; init; }

    /// <summary>Until that time, in Unix milliseconds, every text is answered with ESME_RTHROTTLED.</summary>
    public long ThrottleUntil { get; init; }

    /// <summary>Every text is answered with ESME_RMSGQFUL.</summary>
    public bool QueueFull { get; init; }

    /// <summary>Statuses by destination, such as <c>ESME_RINVDSTADR</c>, with which their texts are answered.</summary>
    public IReadOnlyDictionary<string, string> Refuse { get; init; } = new Dictionary<string, string>();

    /// <summary>The form of message ids in answers.</summary>
    public SmscIds Ids { get; init; }

    /// <summary>The form of message ids in receipts: <see cref="SmscIds.Hex"/> or <see cref="SmscIds.Decimal"/>.</summary>
    public SmscIds ReceiptIds { get; init; }

    /// <summary>From a text to its receipt, in milliseconds; null is no receipts. Who is not bound to receive gets them at the next bind.</summary>
    public int? Receipts { get; init; } = 0;

    public SmscDialect Dialect { get; init; }

    /// <summary>Receipts come before the answer to their submit_sm.</summary>
    public bool Early { get; init; }

    /// <summary>Receipts come twice.</summary>
    public bool Doubled { get; init; }

    /// <summary>What becomes of texts, by destination; the others are delivered.</summary>
    public IReadOnlyDictionary<string, SmscFinal> Finals { get; init; } = new Dictionary<string, SmscFinal>();

    /// <summary>Whether enquire_link is answered.</summary>
    public bool EnquireLink { get; init; } = true;
}

/// <param name="Key">File of the private key (PEM).</param>
/// <param name="Certificate">File of the certificate (PEM).</param>
public sealed record SmscTls(string Key, string Certificate);

/// <param name="Word">DELIVRD, EXPIRED, DELETED, UNDELIV, ACCEPTD, UNKNOWN or REJECTD.</param>
/// <param name="Error">Of the network, 0 to 255.</param>
public sealed record SmscFinal(string Word, int Error = 0);

public enum SmscAnswer
{
    Normal,
    Never,
    OutOfOrder,
    Twice,
    /// <summary>With a sequence number for which nobody asked, in place of the right one.</summary>
    WrongSequence,
}

public enum SmscIds
{
    Hex,
    Decimal,
    /// <summary>Decimal, filled up to 16 digits with zeros.</summary>
    Padded,
}

/// <summary>The form of receipts.</summary>
public enum SmscDialect
{
    /// <summary>The text of SMPP 3.4, appendix B, and the TLVs.</summary>
    Standard,
    /// <summary>Dates with seconds, without TLVs.</summary>
    Seconds,
    /// <summary>All in lower case, without TLVs.</summary>
    Lowercase,
    /// <summary>No text.</summary>
    TlvOnly,
    /// <summary>The text of SMPP 3.4, appendix B, without TLVs.</summary>
    TextOnly,
}
