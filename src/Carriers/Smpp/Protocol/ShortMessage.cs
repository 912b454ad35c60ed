namespace Hark.Carriers;

/// <param name="Ton">Type of number: 1 international, 3 network specific (short codes), 5 alphanumeric (3.4, 5.2.5).</param>
/// <param name="Npi">Numbering plan: 1 is E.164, 0 unknown (3.4, 5.2.6).</param>
/// <param name="Value">Up to 20 characters, without a plus.</param>
sealed record SmppAddress(byte Ton, byte Npi, string Value);

/// <summary>What submit_sm, deliver_sm and data_sm carry (SMPP 3.4, 4.4.1, 4.6.1, 4.7.1).</summary>
/// <param name="EsmClass">0x40 says that the text begins with a user data header, 0x04 that it is a receipt (5.2.12).</param>
/// <param name="DataCoding">How <paramref name="Text"/> is to be read; see <see cref="TextDecoder"/>.</param>
/// <param name="Text">short_message, 254 octets at most. A longer text is in <see cref="TlvTag.MessagePayload"/>; <see cref="Content"/> is the one that is there.</param>
sealed record ShortMessage(SmppAddress Source, SmppAddress Destination, byte EsmClass, byte DataCoding, ReadOnlyMemory<byte> Text)
{
    public string ServiceType { get; init; } = "";
    public byte ProtocolId { get; init; }
    public byte Priority { get; init; }

    /// <summary>Empty, or 16 characters <c>YYMMDDhhmmsstnnp</c> (3.4, 7.1.1). So is <see cref="ValidityPeriod"/>.</summary>
    public string ScheduleDelivery { get; init; } = "";
    public string ValidityPeriod { get; init; } = "";

    /// <summary>1 asks for a receipt of the final outcome (3.4, 5.2.17).</summary>
    public byte RegisteredDelivery { get; init; }
    public byte ReplaceIfPresent { get; init; }
    public byte DefaultMessageId { get; init; }
    public IReadOnlyList<Tlv> Tlvs { get; init; } = [];

    /// <summary>The text wherever it stands.</summary>
    public ReadOnlyMemory<byte> Content => Text.IsEmpty ? ValueOf(TlvTag.MessagePayload) ?? default : Text;

    /// <summary>The value of the first parameter with this tag; null when there is none.</summary>
    public ReadOnlyMemory<byte>? ValueOf(ushort tag)
    {
        foreach (var tlv in Tlvs)
            if (tlv.Tag == tag) return tlv.Value;
        return null;
    }
}
