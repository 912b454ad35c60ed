using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Hark.Carriers;

/// <summary>Reads receipts out of deliver_sm and data_sm: their parameters (SMPP 3.4, 5.3.2), and for what these do not tell their text (3.4, appendix B), which every carrier writes in its own way.</summary>
static class ReceiptParser
{
    const byte MessageType = 0x3C;
    const byte FinalReceipt = 0x04;
    const byte IntermediateNotification = 0x20;

    /// <summary>True when it tells of a text that was sent, by esm_class or its parameters. What a handset wrote is none, whatever its words.</summary>
    public static bool IsReceipt(ShortMessage message) =>
        (message.EsmClass & MessageType) is FinalReceipt or IntermediateNotification
        || message.ValueOf(TlvTag.ReceiptedMessageId) is not null
        || message.ValueOf(TlvTag.MessageState) is not null;

    /// <returns>Null when it is no receipt, and also when it is one (<see cref="IsReceipt"/>) that does not tell of which message.</returns>
    public static SmppReceipt? TryParse(ShortMessage message, DefaultAlphabet alphabet)
    {
        if (!IsReceipt(message)) return null;
        var text = ReceiptText.Parse(TextDecoder.Decode([UserData.Of(message)], alphabet));
        if ((IdIn(message) ?? text.Id) is not { Length: > 0 } id) return null;
        var state = (message.EsmClass & MessageType) == IntermediateNotification ? MessageState.Enroute : StateIn(message) ?? text.State ?? MessageState.Enroute;
        return new(id, state, (ErrorIn(message) ?? text.Error) is { } error && error.Any(character => character != '0') ? error : null, text.DoneAt);
    }

    static string? IdIn(ShortMessage message) =>
        message.ValueOf(TlvTag.ReceiptedMessageId) is { } value && Encoding.Latin1.GetString(value.Span).Trim('\0', ' ') is { Length: > 0 } id ? id : null;

    static MessageState? StateIn(ShortMessage message) =>
        message.ValueOf(TlvTag.MessageState) is { Length: 1 } value && Enum.IsDefined((MessageState)value.Span[0]) ? (MessageState)value.Span[0] : null;

    /// <summary>One octet for the kind of network, two for its error.</summary>
    static string? ErrorIn(ShortMessage message) =>
        message.ValueOf(TlvTag.NetworkErrorCode) is { Length: 3 } value ? BinaryPrimitives.ReadUInt16BigEndian(value.Span[1..]).ToString("D3", CultureInfo.InvariantCulture) : null;
}
