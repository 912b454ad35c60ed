using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Hark.Hosting;

/// <summary>Section <c>Media</c>: the pictures that texts carry.</summary>
public sealed class MediaOptions : IValidatableObject
{
    /// <summary>Where carriers reach the API from outside, such as <c>https://text.example.com</c>: they fetch pictures below it. Not set, addresses are told without a host; only the simulator can do with that.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Pictures may be fetched from our own network, too. Whoever may send a text can then look into it: for trying Hark out, or where all stores are your own. Default false.</summary>
    public bool AllowPrivateAddresses { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(PublicUrl)) yield break;
        if (!Uri.TryCreate(PublicUrl, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
            yield return new ValidationResult($"Media:PublicUrl has to be an http or https address without a query, such as https://text.example.com.", [nameof(PublicUrl)]);
    }
}

/// <summary>A carrier that is told an address without a host cannot fetch the picture.</summary>
sealed class MediaForCarrier(CarrierLinks links) : IValidateOptions<MediaOptions>
{
    public ValidateOptionsResult Validate(string? name, MediaOptions options)
    {
        // The simulator fetches nothing, and SMPP carries no pictures.
        if (!string.IsNullOrEmpty(options.PublicUrl) || links.Routes.All.FirstOrDefault(route => route.Kind == "http") is not { } link) return ValidateOptionsResult.Success;
        return ValidateOptionsResult.Fail($"Media:PublicUrl is not set, but the provider of the link '{link.Name}' fetches pictures from there and calls it. Set it to the address at which the API is reached from outside.");
    }
}
