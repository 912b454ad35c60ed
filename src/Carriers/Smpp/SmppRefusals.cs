namespace Hark.Carriers;

enum Refused
{
    /// <summary>This text will never be taken.</summary>
    ForGood,
    /// <summary>Not this time; nothing is wrong with the text.</summary>
    ForNow,
    /// <summary>The link is too fast.</summary>
    Throttled,
}

/// <summary>What a refusal of submit_sm means for the text (SMPP 3.4, 5.1.3). The SMSC answered, so in no case does it have the text.</summary>
static class SmppRefusals
{
    public static Refused Meaning(uint status) => status switch
    {
        SmppStatus.Throttled or SmppStatus.QueueFull => Refused.Throttled,
        SmppStatus.SystemError or SmppStatus.InvalidBindStatus or SmppStatus.TemporaryReceiverError => Refused.ForNow,
        _ => Refused.ForGood,
    };
}
