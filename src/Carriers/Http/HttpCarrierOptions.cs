using System.ComponentModel.DataAnnotations;
using System.Net.Http.Headers;
using System.Text;

namespace Hark.Carriers;

/// <summary>Section <c>Http</c>: a provider whose texts are made by a form post to its Messages resource. What is wrong is told without the values: some of them are secrets.</summary>
public sealed class HttpCarrierOptions : IValidatableObject
{
    /// <summary>The Messages resource, such as <c>https://api.example.com/2010-04-01/Accounts/AC123/Messages.json</c>. Only a provider on this machine may be asked without TLS.</summary>
    public string Url { get; set; } = "";

    /// <summary>User of Basic authentication, with <see cref="Password"/>: the account's id, or an API key's.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Bearer token, in place of user and password.</summary>
    public string? Token { get; set; }

    /// <summary>What the provider signs its own calls with. Default: <see cref="Password"/>; to be set where the login is an API key or a bearer token.</summary>
    public string? SigningToken { get; set; }

    /// <summary>For connecting, sending and the whole answer. After it a text that may have left is <see cref="Hark.Grains.SubmitStatus.Unknown"/>. With the time that a text waits for its slot it has to be shorter than a call's 15 s. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:12", ParseLimitsInInvariantCulture = true, ErrorMessage = "Http:Timeout must be from 1 to 12 s (00:00:01 to 00:00:12).")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Texts that may be unanswered at once. Default 50.</summary>
    [Range(1, 1_000, ErrorMessage = "Http:Window must be from 1 to 1000.")]
    public int Window { get; set; } = 50;

    /// <summary>The key of the signatures of the provider's calls; never null in valid options.</summary>
    public string? SignatureKey => string.IsNullOrEmpty(SigningToken) ? Password : SigningToken;

    /// <summary>From asking for room to the answer.</summary>
    public TimeSpan LongestHandOver => LinkWindow.Patience + Timeout;

    internal AuthenticationHeaderValue Login => string.IsNullOrEmpty(Token) ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"))) : new("Bearer", Token);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Fragment.Length > 0)
            yield return Broken("Http:Url must be the address of the provider's Messages resource, such as https://api.example.com/2010-04-01/Accounts/AC123/Messages.json.", nameof(Url));
        else if (url.UserInfo.Length > 0)
            yield return Broken("Http:Url has a user name in it. Leave it out and set Http:User and Http:Password.", nameof(Url));
        else if (url.Scheme == "http" && !url.IsLoopback)
            yield return Broken("Http:Url must begin with https://: the password and the texts would be read on their way.", nameof(Url));

        var (user, password, token) = (!string.IsNullOrEmpty(User), !string.IsNullOrEmpty(Password), !string.IsNullOrEmpty(Token));
        if (user != password || user == token)
            yield return Broken("Set Http:User and Http:Password, or Http:Token alone.", nameof(User), nameof(Password), nameof(Token));
        if (user && User!.Contains(':', StringComparison.Ordinal))
            yield return Broken("Http:User must have no colon in it: Basic authentication would take what follows for the password.", nameof(User));
        if (token && Token!.Any(c => c is <= ' ' or > '~'))
            yield return Broken("Http:Token must have visible ASCII characters only.", nameof(Token));
        if (string.IsNullOrEmpty(SignatureKey))
            yield return Broken("Http:SigningToken must be set where there is no Http:Password: the provider's calls could not be told from a stranger's.", nameof(SigningToken));
    }

    static ValidationResult Broken(string sentence, params string[] members) => new(sentence, members);
}
