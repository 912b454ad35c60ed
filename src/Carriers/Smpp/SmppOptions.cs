using System.ComponentModel.DataAnnotations;

namespace Hark.Carriers;

public enum SmppBind
{
    /// <summary>One connection for both directions.</summary>
    Transceiver,
    /// <summary>A transmitter and a receiver, for carriers that still want two.</summary>
    Pair,
}

/// <summary>Section <c>Smpp</c>, or <c>Links:NAME:Smpp</c>: one SMPP 3.4 link (rules.md section 5). Carriers differ in most of this; theirs is in what they send with the password.</summary>
public sealed class SmppOptions : IValidatableObject
{
    const string LongestSpan = "01:00:00";

    [Required(ErrorMessage = "Smpp:Host is missing: the name or address of the carrier's SMSC.")]
    public string Host { get; set; } = "";

    /// <summary>Default 2775.</summary>
    [Range(1, 65_535, ErrorMessage = "Smpp:Port must be from 1 to 65535.")]
    public int Port { get; set; } = 2775;

    [Required(ErrorMessage = "Smpp:SystemId is missing."), StringLength(15, ErrorMessage = "Smpp:SystemId has at most 15 characters (SMPP 3.4, 5.2.1).")]
    public string SystemId { get; set; } = "";

    [StringLength(8, ErrorMessage = "Smpp:Password has at most 8 characters (SMPP 3.4, 5.2.2).")]
    public string Password { get; set; } = "";

    [StringLength(12, ErrorMessage = "Smpp:SystemType has at most 12 characters (SMPP 3.4, 5.2.3).")]
    public string SystemType { get; set; } = "";

    public SmppBind Bind { get; set; } = SmppBind.Transceiver;

    /// <summary>Sessions that are kept bound. Default 1.</summary>
    [Range(1, 32, ErrorMessage = "Smpp:Sessions must be from 1 to 32.")]
    public int Sessions { get; set; } = 1;

    /// <summary>submit_sm that may be unanswered on one session. Default 10.</summary>
    [Range(1, 1_000, ErrorMessage = "Smpp:Window must be from 1 to 1000.")]
    public int Window { get; set; } = 10;

    /// <summary>TLS from the first byte on (a port of its own; SMPP has no upgrade). Default false.</summary>
    public bool Tls { get; set; }

    /// <summary>The name that the SMSC's certificate must be for. Default <see cref="Host"/>.</summary>
    public string? TlsName { get; set; }

    /// <summary>SHA-256 of a certificate, in hexadecimal, that is taken although this machine does not trust who issued it. Default none.</summary>
    public string? TlsCertificate { get; set; }

    /// <summary>Type of number of senders. Default: 1 (international) for numbers, 3 (network specific) for short codes.</summary>
    public byte? SourceTon { get; set; }

    /// <summary>Numbering plan of senders. Default: 1 (E.164) for numbers, 0 for short codes.</summary>
    public byte? SourceNpi { get; set; }

    public byte DestinationTon { get; set; } = 1;

    public byte DestinationNpi { get; set; } = 1;

    public string ServiceType { get; set; } = "";

    /// <summary>What data_coding 0 means to this carrier. Default <see cref="DefaultAlphabet.Gsm"/>: one septet an octet.</summary>
    public DefaultAlphabet Alphabet { get; set; } = DefaultAlphabet.Gsm;

    /// <summary>How texts of several parts are told apart. Default <see cref="LongTexts.Udh"/>.</summary>
    public LongTexts LongTexts { get; set; } = LongTexts.Udh;

    /// <summary>How the carrier writes message ids in answers. Default as text.</summary>
    public MessageIdRadix AnswerIds { get; set; } = MessageIdRadix.Text;

    /// <summary>How it writes them in receipts: some answer in hexadecimal and report in decimal.</summary>
    public MessageIdRadix ReceiptIds { get; set; } = MessageIdRadix.Text;

    /// <summary>Ask for receipts. Default true.</summary>
    public bool Receipts { get; set; } = true;

    /// <summary>How long the carrier tries to reach the handset. Default: its own.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "14.00:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Smpp:Validity must be from 1 minute to 14 days.")]
    public TimeSpan? Validity { get; set; }

    /// <summary>After this time without an answer a text is unknown; for all of its parts together. With the time that it waits for room and for its slot it has to be shorter than a call's 15 s. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:10", ParseLimitsInInvariantCulture = true, ErrorMessage = "Smpp:Timeout must be from 0.1 to 10 s (00:00:00.1 to 00:00:10).")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a part of a text from a handset stays unacknowledged while the others are awaited. Default 8 s: SMSCs want an answer within 10 to 60 s, and some send the next part only then.
    /// After that the parts that are there are handed on as a text; should the others come, the whole text follows as another one.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Smpp:PartsWithin must be from 0.1 s to 5 minutes.")]
    public TimeSpan PartsWithin { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>A link on which nothing was heard for so long is asked whether it lives (enquire_link). Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", LongestSpan, ParseLimitsInInvariantCulture = true, ErrorMessage = "Smpp:EnquireLink must be from 0.1 s to 1 hour.")]
    public TimeSpan EnquireLink { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Pause before a lost session is bound again; doubles up to <see cref="ReconnectAtMost"/>, which a refused bind waits at once. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", LongestSpan, ParseLimitsInInvariantCulture = true, ErrorMessage = "Smpp:ReconnectAfter must be from 10 ms to 1 hour.")]
    public TimeSpan ReconnectAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", LongestSpan, ParseLimitsInInvariantCulture = true, ErrorMessage = "Smpp:ReconnectAtMost must be from 10 ms to 1 hour.")]
    public TimeSpan ReconnectAtMost { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>From asking for room to the answer.</summary>
    public TimeSpan LongestHandOver => LinkWindow.Patience + Timeout;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ReconnectAfter > ReconnectAtMost)
            yield return new("Smpp:ReconnectAfter is longer than Smpp:ReconnectAtMost.", [nameof(ReconnectAfter)]);
        if (!Tls && (TlsName is not null || TlsCertificate is not null))
            yield return new("Smpp:TlsName and Smpp:TlsCertificate are for Smpp:Tls, which is off.", [nameof(Tls)]);
        if (TlsCertificate is { } hash && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit)))
            yield return new("Smpp:TlsCertificate must be the SHA-256 of the certificate: 64 hexadecimal digits.", [nameof(TlsCertificate)]);
        if (!IsVisibleAscii(SystemId) || !IsVisibleAscii(Password) || !IsVisibleAscii(SystemType) || !IsVisibleAscii(ServiceType))
            yield return new("Smpp:SystemId, Smpp:Password, Smpp:SystemType and Smpp:ServiceType have visible ASCII characters only.", [nameof(SystemId)]);
        if (ServiceType.Length > 5)
            yield return new("Smpp:ServiceType has at most 5 characters (SMPP 3.4, 5.2.11).", [nameof(ServiceType)]);
    }

    static bool IsVisibleAscii(string text) => text.All(c => c is > ' ' and < '\x7f');
}
