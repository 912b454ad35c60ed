namespace Hark.Carriers;

/// <summary>What a carrier tells of a text it took.</summary>
/// <param name="MessageId">As the carrier wrote it; compare it by <see cref="MessageIdForm"/>.</param>
/// <param name="State"><see cref="MessageState.Enroute"/> also when it is an intermediate notification, or tells no state that is known: nothing is final then.</param>
/// <param name="Error">Null when none is told or it is zero. The number in network_error_code, else the word after err:.</param>
/// <param name="DoneAt">When the state was reached. Carriers write their own time without saying where they are; it is taken for UTC and may be hours off.</param>
sealed record SmppReceipt(string MessageId, MessageState State, string? Error, DateTimeOffset? DoneAt);
