namespace Hark.Carriers;

/// <summary>What one submit_sm says of its text.</summary>
/// <param name="EsmClassBits">0x40 when <paramref name="Text"/> begins with a user data header, else 0.</param>
/// <param name="DataCoding">0, the link's default alphabet, or 8, UCS-2.</param>
/// <param name="Text">short_message; at most 160 octets.</param>
/// <param name="Tlvs">The place of the part among the others (SAR), or the text itself (message_payload).</param>
sealed record EncodedPart(byte EsmClassBits, byte DataCoding, ReadOnlyMemory<byte> Text, IReadOnlyList<Tlv> Tlvs);
