namespace Hark.Carriers;

/// <summary>What a check of a link found. No text is sent.</summary>
/// <param name="Steps">What worked, in order.</param>
/// <param name="Trouble">What did not, as a sentence; null when all did.</param>
public sealed record LinkCheck(IReadOnlyList<string> Steps, string? Trouble);
