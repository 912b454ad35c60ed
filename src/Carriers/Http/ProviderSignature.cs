using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Hark.Carriers;

/// <summary>How a provider signs its calls, in the header <c>X-Twilio-Signature</c>: base64 of HMAC-SHA1 over the address and the form (twilio.com/docs/usage/security).</summary>
public static class ProviderSignature
{
    public const string Header = "X-Twilio-Signature";

    /// <param name="url">As the provider called it, with its query.</param>
    /// <param name="form">Signed in the ordinal order of names, each followed by its value. A name that is there several times is signed with each different value once, in their order.</param>
    [SuppressMessage("Security", "CA5350", Justification = "The providers chose it; HMAC does not rest on what SHA-1 has lost.")]
    public static string Of(string key, string url, IEnumerable<KeyValuePair<string, string>> form)
    {
        var signed = new StringBuilder(url);
        foreach (var (name, value) in form.Distinct().OrderBy(f => f.Key, StringComparer.Ordinal).ThenBy(f => f.Value, StringComparer.Ordinal)) signed.Append(name).Append(value);
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(signed.ToString())));
    }

    /// <summary>Whether the signature is right for the address, with its port or without: some providers leave it out of what they sign, some put the usual one in.</summary>
    /// <param name="publicUrl">Where the provider reaches the API. Behind a proxy the request itself shows another scheme and host.</param>
    /// <param name="pathAndQuery">Below it, as the provider called it.</param>
    /// <remarks>Takes as long for a wrong signature as for a right one.</remarks>
    public static bool Matches(string key, Uri publicUrl, string pathAndQuery, IReadOnlyList<KeyValuePair<string, string>> form, string signature)
    {
        var given = Encoding.UTF8.GetBytes(signature);
        var path = publicUrl.AbsolutePath.TrimEnd('/') + pathAndQuery;
        return Is($"{publicUrl.Scheme}://{publicUrl.Host}{path}") | Is($"{publicUrl.Scheme}://{publicUrl.Host}:{publicUrl.Port}{path}");

        bool Is(string url) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(key, url, form)), given);
    }
}
