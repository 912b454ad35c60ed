using System.Globalization;

namespace Hark.Carriers;

/// <summary>command_status of an answer (SMPP 3.4, 5.1.3). Other numbers are the carrier's own.</summary>
static class SmppStatus
{
    public const uint Ok = 0x00;
    public const uint InvalidMessageLength = 0x01;
    public const uint InvalidCommandLength = 0x02;
    public const uint InvalidCommandId = 0x03;
    public const uint InvalidBindStatus = 0x04;
    public const uint AlreadyBound = 0x05;
    public const uint InvalidPriority = 0x06;
    public const uint InvalidRegisteredDelivery = 0x07;
    public const uint SystemError = 0x08;
    public const uint InvalidSourceAddress = 0x0A;
    public const uint InvalidDestinationAddress = 0x0B;
    public const uint InvalidMessageId = 0x0C;
    public const uint BindFailed = 0x0D;
    public const uint InvalidPassword = 0x0E;
    public const uint InvalidSystemId = 0x0F;
    public const uint CancelFailed = 0x11;
    public const uint ReplaceFailed = 0x13;
    public const uint QueueFull = 0x14;
    public const uint InvalidServiceType = 0x15;
    public const uint InvalidNumberOfDestinations = 0x33;
    public const uint InvalidDistributionList = 0x34;
    public const uint InvalidDestinationFlag = 0x40;
    public const uint InvalidReplaceRequest = 0x42;
    public const uint InvalidEsmClass = 0x43;
    public const uint CannotSubmitToList = 0x44;
    public const uint SubmitFailed = 0x45;
    public const uint InvalidSourceTon = 0x48;
    public const uint InvalidSourceNpi = 0x49;
    public const uint InvalidDestinationTon = 0x50;
    public const uint InvalidDestinationNpi = 0x51;
    public const uint InvalidSystemType = 0x53;
    public const uint InvalidReplaceFlag = 0x54;
    public const uint InvalidNumberOfMessages = 0x55;
    public const uint Throttled = 0x58;
    public const uint InvalidSchedule = 0x61;
    public const uint InvalidExpiry = 0x62;
    public const uint InvalidDefaultMessageId = 0x63;
    public const uint TemporaryReceiverError = 0x64;
    public const uint PermanentReceiverError = 0x65;
    public const uint ReceiverRejected = 0x66;
    public const uint QueryFailed = 0x67;
    public const uint InvalidTlvStream = 0xC0;
    public const uint TlvNotAllowed = 0xC1;
    public const uint InvalidTlvLength = 0xC2;
    public const uint MissingTlv = 0xC3;
    public const uint InvalidTlvValue = 0xC4;
    public const uint DeliveryFailure = 0xFE;
    public const uint UnknownError = 0xFF;

    /// <summary>The name that the specification and carriers' manuals use, as ESME_RTHROTTLED; a number of the carrier's own as 0x00000412.</summary>
    public static string Name(uint status) => status switch
    {
        Ok => "ESME_ROK",
        InvalidMessageLength => "ESME_RINVMSGLEN",
        InvalidCommandLength => "ESME_RINVCMDLEN",
        InvalidCommandId => "ESME_RINVCMDID",
        InvalidBindStatus => "ESME_RINVBNDSTS",
        AlreadyBound => "ESME_RALYBND",
        InvalidPriority => "ESME_RINVPRTFLG",
        InvalidRegisteredDelivery => "ESME_RINVREGDLVFLG",
        SystemError => "ESME_RSYSERR",
        InvalidSourceAddress => "ESME_RINVSRCADR",
        InvalidDestinationAddress => "ESME_RINVDSTADR",
        InvalidMessageId => "ESME_RINVMSGID",
        BindFailed => "ESME_RBINDFAIL",
        InvalidPassword => "ESME_RINVPASWD",
        InvalidSystemId => "ESME_RINVSYSID",
        CancelFailed => "ESME_RCANCELFAIL",
        ReplaceFailed => "ESME_RREPLACEFAIL",
        QueueFull => "ESME_RMSGQFUL",
        InvalidServiceType => "ESME_RINVSERTYP",
        InvalidNumberOfDestinations => "ESME_RINVNUMDESTS",
        InvalidDistributionList => "ESME_RINVDLNAME",
        InvalidDestinationFlag => "ESME_RINVDESTFLAG",
        InvalidReplaceRequest => "ESME_RINVSUBREP",
        InvalidEsmClass => "ESME_RINVESMCLASS",
        CannotSubmitToList => "ESME_RCNTSUBDL",
        SubmitFailed => "ESME_RSUBMITFAIL",
        InvalidSourceTon => "ESME_RINVSRCTON",
        InvalidSourceNpi => "ESME_RINVSRCNPI",
        InvalidDestinationTon => "ESME_RINVDSTTON",
        InvalidDestinationNpi => "ESME_RINVDSTNPI",
        InvalidSystemType => "ESME_RINVSYSTYP",
        InvalidReplaceFlag => "ESME_RINVREPFLAG",
        InvalidNumberOfMessages => "ESME_RINVNUMMSGS",
        Throttled => "ESME_RTHROTTLED",
        InvalidSchedule => "ESME_RINVSCHED",
        InvalidExpiry => "ESME_RINVEXPIRY",
        InvalidDefaultMessageId => "ESME_RINVDFTMSGID",
        TemporaryReceiverError => "ESME_RX_T_APPN",
        PermanentReceiverError => "ESME_RX_P_APPN",
        ReceiverRejected => "ESME_RX_R_APPN",
        QueryFailed => "ESME_RQUERYFAIL",
        InvalidTlvStream => "ESME_RINVOPTPARSTREAM",
        TlvNotAllowed => "ESME_ROPTPARNOTALLWD",
        InvalidTlvLength => "ESME_RINVPARLEN",
        MissingTlv => "ESME_RMISSINGOPTPARAM",
        InvalidTlvValue => "ESME_RINVOPTPARAMVAL",
        DeliveryFailure => "ESME_RDELIVERYFAILURE",
        UnknownError => "ESME_RUNKNOWNERR",
        _ => string.Create(CultureInfo.InvariantCulture, $"0x{status:X8}"),
    };
}
