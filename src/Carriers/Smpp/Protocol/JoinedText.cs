namespace Hark.Carriers;

/// <summary>A text from a handset with all its parts, or with those that came in time.</summary>
/// <param name="Id">Never used for another text, nor for the same with more parts. Given again with the same id when a part comes again after the text was given: the carrier did not get its acknowledgement.</param>
/// <param name="Complete">False when parts are missing; those that are there stand in order.</param>
/// <param name="Tokens">What came with its parts, doubled ones too: each is to be acknowledged once the text is durable.</param>
sealed record JoinedText<T>(string Id, SmppAddress From, SmppAddress To, string Text, bool Complete, IReadOnlyList<T> Tokens);
