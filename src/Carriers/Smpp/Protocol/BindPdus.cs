namespace Hark.Carriers;

/// <summary>What may pass on a session: texts from handsets and receipts, texts to handsets, or both.</summary>
enum BindMode { Receiver, Transmitter, Transceiver }

/// <param name="SystemId">Up to 15 characters.</param>
/// <param name="Password">Up to 8 characters.</param>
/// <param name="SystemType">Up to 12 characters.</param>
/// <param name="InterfaceVersion">0x34 is SMPP 3.4.</param>
/// <param name="AddressRange">Up to 40 characters; empty leaves it to the carrier.</param>
sealed record BindPdu(
    uint Sequence, BindMode Mode, string SystemId, string Password, string SystemType, byte InterfaceVersion, byte AddressTon, byte AddressNpi, string AddressRange)
    : Pdu(Sequence)
{
    public override SmppCommand Command => Mode switch
    {
        BindMode.Receiver => SmppCommand.BindReceiver,
        BindMode.Transmitter => SmppCommand.BindTransmitter,
        _ => SmppCommand.BindTransceiver,
    };

    /// <summary>Without the password, which must not get into a log.</summary>
    public override string ToString() => $"{nameof(BindPdu)} {{ Sequence = {Sequence}, Mode = {Mode}, SystemId = {SystemId} }}";
}

/// <param name="SystemId">Of the carrier, up to 15 characters.</param>
/// <param name="InterfaceVersion">sc_interface_version; null when the carrier does not tell.</param>
sealed record BindRespPdu(uint Sequence, BindMode Mode, uint Status, string SystemId, byte? InterfaceVersion) : ResponsePdu(Sequence, Status)
{
    public override SmppCommand Command => Mode switch
    {
        BindMode.Receiver => SmppCommand.BindReceiverResp,
        BindMode.Transmitter => SmppCommand.BindTransmitterResp,
        _ => SmppCommand.BindTransceiverResp,
    };
}

sealed record UnbindPdu(uint Sequence) : Pdu(Sequence)
{
    public override SmppCommand Command => SmppCommand.Unbind;
}

sealed record UnbindRespPdu(uint Sequence, uint Status = SmppStatus.Ok) : ResponsePdu(Sequence, Status)
{
    public override SmppCommand Command => SmppCommand.UnbindResp;
}
