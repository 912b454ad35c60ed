namespace Hark.Carriers;

/// <summary>A text for a handset.</summary>
sealed record SubmitSmPdu(uint Sequence, ShortMessage Message) : Pdu(Sequence)
{
    public override SmppCommand Command => SmppCommand.SubmitSm;
}

/// <param name="MessageId">The carrier's, up to 64 characters; empty with an error, or when the carrier left the body out.</param>
sealed record SubmitSmRespPdu(uint Sequence, uint Status, string MessageId) : ResponsePdu(Sequence, Status)
{
    public override SmppCommand Command => SmppCommand.SubmitSmResp;
}

/// <summary>A text from a handset, or a receipt.</summary>
sealed record DeliverSmPdu(uint Sequence, ShortMessage Message) : Pdu(Sequence)
{
    public override SmppCommand Command => SmppCommand.DeliverSm;
}

/// <summary>Its message id is always empty in 3.4; whatever stands there is skipped.</summary>
sealed record DeliverSmRespPdu(uint Sequence, uint Status) : ResponsePdu(Sequence, Status)
{
    public override SmppCommand Command => SmppCommand.DeliverSmResp;
}

/// <summary>A text either way. It travels in message_payload, and stands in <see cref="ShortMessage.Text"/> here.</summary>
sealed record DataSmPdu(uint Sequence, ShortMessage Message) : Pdu(Sequence)
{
    public override SmppCommand Command => SmppCommand.DataSm;
}

/// <param name="MessageId">As in <see cref="SubmitSmRespPdu"/>.</param>
sealed record DataSmRespPdu(uint Sequence, uint Status, string MessageId) : ResponsePdu(Sequence, Status)
{
    public override SmppCommand Command => SmppCommand.DataSmResp;
}

/// <summary>Asks what became of a text.</summary>
/// <param name="Source">The sender the text was handed over with.</param>
sealed record QuerySmPdu(uint Sequence, string MessageId, SmppAddress Source) : Pdu(Sequence)
{
    public override SmppCommand Command => SmppCommand.QuerySm;
}

/// <param name="FinalDate">When the final state was reached, <c>YYMMDDhhmmsstnnp</c> (3.4, 7.1.1); empty before.</param>
/// <param name="ErrorCode">The network's; 0 is none.</param>
sealed record QuerySmRespPdu(uint Sequence, uint Status, string MessageId, string FinalDate, MessageState State, byte ErrorCode) : ResponsePdu(Sequence, Status)
{
    public override SmppCommand Command => SmppCommand.QuerySmResp;
}
