using System.Security.Cryptography;
using System.Text;

namespace Hark.Web;

/// <summary>Signatures of Standard Webhooks 1.0: HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
static class WebhookSignature
{
    const string Prefix = "whsec_";

    /// <param name="secrets">As they are shown to people; each makes a signature.</param>
    /// <param name="timestamp">Of the attempt, in unix seconds.</param>
    /// <returns>The header's value.</returns>
    public static string Of(IEnumerable<string> secrets, string id, long timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{id}.{timestamp}."), .. body];
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), signed))}"));
    }
}
