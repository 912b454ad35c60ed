namespace Hark.Carriers;

/// <summary>message_state (SMPP 3.4, 5.2.28; <see cref="Scheduled"/> and <see cref="Skipped"/> are of 5.0).</summary>
enum MessageState : byte
{
    Scheduled = 0,
    Enroute = 1,
    Delivered = 2,
    Expired = 3,
    Deleted = 4,
    Undeliverable = 5,

    /// <summary>By its definition read by somebody on the person's behalf; most carriers mean that they have taken the text, and tell later what became of it.</summary>
    Accepted = 6,

    /// <summary>The carrier does not know.</summary>
    Unknown = 7,
    Rejected = 8,
    Skipped = 9,
}
