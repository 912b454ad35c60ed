namespace Hark.Carriers;

/// <summary>An optional parameter (SMPP 3.4, 5.3).</summary>
readonly record struct Tlv(ushort Tag, ReadOnlyMemory<byte> Value);

/// <summary>Tags of optional parameters (SMPP 3.4, 5.3.2; <see cref="CongestionState"/> is of 5.0).</summary>
static class TlvTag
{
    public const ushort ReceiptedMessageId = 0x001E;
    public const ushort UserMessageReference = 0x0204;
    public const ushort SarReference = 0x020C;
    public const ushort SarTotal = 0x020E;
    public const ushort SarSequence = 0x020F;
    public const ushort InterfaceVersion = 0x0210;
    public const ushort NetworkErrorCode = 0x0423;
    public const ushort MessagePayload = 0x0424;
    public const ushort MessageState = 0x0427;
    public const ushort CongestionState = 0x0428;
}
