using System.ComponentModel.DataAnnotations;

namespace Hark.Carriers;

/// <summary>Section <c>Links:NAME</c>: one more link, for the senders that it names. All others leave by the link of <c>Carrier:Kind</c>.</summary>
public sealed class LinkOptions : IValidatableObject
{
    /// <summary><c>smpp</c> or <c>http</c>.</summary>
    [Required(ErrorMessage = "Kind is missing: smpp or http."), RegularExpression("smpp|http", ErrorMessage = "Kind is smpp or http.")]
    public string Kind { get; set; } = "";

    /// <summary>Numbers (E.164) and short codes whose texts leave by this link.</summary>
    public IList<string> Senders { get; } = [];

    /// <summary>Parts per second that this link takes: it is a pool of its own then, beside the shared one. Not set, it shares the pool of all.</summary>
    [Range(0.001, 1_000_000, ErrorMessage = "Rate must be from 0.001 to 1000000 parts per second.")]
    public double? Rate { get; set; }

    /// <summary>The link that takes its texts while it is down: another one's name, or the default link's (its Carrier:Kind). Default: they wait.</summary>
    public string? Failover { get; set; }

    public SmppOptions? Smpp { get; set; }
    public HttpCarrierOptions? Http { get; set; }

    static bool IsSender(string sender) =>
        sender.StartsWith('+') ? PhoneNumber.TryParse(sender, out var number) && number.ToString() == sender : sender.Length is >= 3 and <= 8 && sender.All(char.IsAsciiDigit);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var sender in Senders)
            if (!IsSender(sender))
                yield return new($"Senders: '{sender}' is neither a number such as +18005550199 nor a short code of 3 to 8 digits.", [nameof(Senders)]);
        if (Senders.Count == 0) yield return new("Senders is empty: name the numbers and short codes whose texts leave by this link.", [nameof(Senders)]);
        object? own = Kind == "smpp" ? Smpp : Http;
        if ((Kind == "smpp" ? Http : (object?)Smpp) is not null) yield return new($"Only the settings of its kind ({Kind}) may be given.", [nameof(Kind)]);
        if (own is null)
        {
            yield return new($"The settings of its kind ({Kind}) are missing.", [nameof(Kind)]);
            yield break;
        }
        var flaws = new List<ValidationResult>();
        Validator.TryValidateObject(own, new ValidationContext(own), flaws, validateAllProperties: true);
        foreach (var flaw in flaws) yield return flaw;
    }
}
