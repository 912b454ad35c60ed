namespace Hark;

public enum KeywordUse
{
    /// <summary>Opts in. One a store, fixed at its creation.</summary>
    Primary = 1,
    /// <summary>Opts in as the primary one does.</summary>
    OptIn = 2,
    /// <summary>Is answered, and changes nothing.</summary>
    Responder = 3,
}

/// <summary>A word that handsets text to a store. Unique platform wide.</summary>
/// <param name="Word">In upper case.</param>
/// <param name="OptedInText">What a responder answers people who are opted in; null until it is written, and nobody is answered.</param>
/// <param name="OtherText">What it answers all others.</param>
public sealed record StoreKeyword(string Word, KeywordUse Use, string? OptedInText = null, string? OtherText = null);
