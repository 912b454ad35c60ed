using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace Hark.Grains;

/// <summary>Section <c>ShortCodes</c>: the codes that stores without a number of their own share.</summary>
public sealed class ShortCodeOptions : IValidatableObject
{
    public static readonly ImmutableArray<string> DefaultCommunication = ["24411", "36546", "55398"];

    /// <summary>Takes keywords and answers responder keywords; never a two-way talk. 3 to 8 digits. Stores keep the code they were created with. Default 444999.</summary>
    [Required]
    public string Marketing { get; set; } = "444999";

    /// <summary>One of these is bound to each person and store, for the talk. 3 to 8 digits each. A code that is taken away is replaced at the next text. Default 24411, 36546 and 55398.</summary>
    /// <remarks>Null for the default: reading settings adds to what a list has.</remarks>
    public string[]? Communication { get; set; }

    public ShortCodes ToShortCodes() => new(Marketing, Communication is null ? DefaultCommunication : [.. Communication]);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var codes = ToShortCodes();
        if (!StoreRules.IsShortCode(codes.Marketing)) yield return new($"ShortCodes:Marketing: '{codes.Marketing}' is not a short code of 3 to 8 digits.", [nameof(Marketing)]);
        if (codes.Communication.IsEmpty) yield return Flaw("give at least one; leave the setting out for the default.");
        foreach (var code in codes.Communication)
            if (!StoreRules.IsShortCode(code)) yield return Flaw($"'{code}' is not a short code of 3 to 8 digits.");
        if (codes.Communication.Distinct().Count() < codes.Communication.Length) yield return Flaw("a code is there twice.");
        if (codes.Communication.Contains(codes.Marketing)) yield return Flaw($"{codes.Marketing} is the marketing code, which carries no talk.");

        static ValidationResult Flaw(string what) => new($"ShortCodes:Communication: {what}", [nameof(Communication)]);
    }
}

/// <param name="Marketing">Takes keywords.</param>
/// <param name="Communication">Carry the two-way talk, in the order in which they are bound.</param>
public sealed record ShortCodes(string Marketing, ImmutableArray<string> Communication);
