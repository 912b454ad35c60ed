namespace Hark.Carriers;

/// <summary>command_id of a PDU (SMPP 3.4, 5.1.2.1). The answer to a request has its number with the highest bit set.</summary>
enum SmppCommand : uint
{
    BindReceiver = 0x0000_0001,
    BindTransmitter = 0x0000_0002,
    QuerySm = 0x0000_0003,
    SubmitSm = 0x0000_0004,
    DeliverSm = 0x0000_0005,
    Unbind = 0x0000_0006,
    ReplaceSm = 0x0000_0007,
    CancelSm = 0x0000_0008,
    BindTransceiver = 0x0000_0009,
    Outbind = 0x0000_000B,
    EnquireLink = 0x0000_0015,
    SubmitMulti = 0x0000_0021,
    AlertNotification = 0x0000_0102,
    DataSm = 0x0000_0103,

    GenericNack = 0x8000_0000,
    BindReceiverResp = 0x8000_0001,
    BindTransmitterResp = 0x8000_0002,
    QuerySmResp = 0x8000_0003,
    SubmitSmResp = 0x8000_0004,
    DeliverSmResp = 0x8000_0005,
    UnbindResp = 0x8000_0006,
    ReplaceSmResp = 0x8000_0007,
    CancelSmResp = 0x8000_0008,
    BindTransceiverResp = 0x8000_0009,
    EnquireLinkResp = 0x8000_0015,
    SubmitMultiResp = 0x8000_0021,
    DataSmResp = 0x8000_0103,
}
