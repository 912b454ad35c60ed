namespace Hark.Carriers;

/// <summary>One message of the protocol (SMPP 3.4, chapter 4).</summary>
/// <param name="Sequence">Chosen by whoever asks, 1 to 0x7FFFFFFF; the answer has the same.</param>
abstract record Pdu(uint Sequence)
{
    public abstract SmppCommand Command { get; }
}

/// <summary>An answer. One with an error has no body: what its fields would say is empty when read and not written.</summary>
/// <param name="Status">One of <see cref="SmppStatus"/> or a number of the carrier's own; 0 is success.</param>
abstract record ResponsePdu(uint Sequence, uint Status) : Pdu(Sequence);

sealed record EnquireLinkPdu(uint Sequence) : Pdu(Sequence)
{
    public override SmppCommand Command => SmppCommand.EnquireLink;
}

sealed record EnquireLinkRespPdu(uint Sequence, uint Status = SmppStatus.Ok) : ResponsePdu(Sequence, Status)
{
    public override SmppCommand Command => SmppCommand.EnquireLinkResp;
}

/// <summary>The other side could not read a PDU or does not know it.</summary>
/// <param name="Sequence">Of that PDU; 0 when even that could not be read.</param>
sealed record GenericNackPdu(uint Sequence, uint Status) : ResponsePdu(Sequence, Status)
{
    public override SmppCommand Command => SmppCommand.GenericNack;
}

/// <summary>A command that Hark does not know or use (outbind, alert_notification and others). Its body is skipped, and not written.</summary>
/// <param name="CommandId">With the highest bit set it is an answer. A request is to be answered with generic_nack and <see cref="SmppStatus.InvalidCommandId"/>, but outbind and alert_notification have no answer.</param>
sealed record OtherPdu(uint Sequence, uint CommandId, uint Status) : Pdu(Sequence)
{
    public override SmppCommand Command => (SmppCommand)CommandId;
}
