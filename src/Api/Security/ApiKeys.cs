using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hark.Records;

namespace Hark.Api;

/// <summary>The keys of accounts: <c>hark_12_</c> and 43 characters (256 bits, base64url).</summary>
/// <remarks>
/// A key is computed from the account's id with a secret of the installation and kept nowhere: so a repeated <c>POST /v1/accounts</c> can give the same key again
/// although only its hash is stored. Whoever reads the data file learns the secret, but such a reader can write key hashes of his own as well.
/// </remarks>
sealed class ApiKeys(ISettings settings)
{
    const string Prefix = "hark_";
    const string SecretName = "api_key_secret";
    const int SecretBytes = 32;

    byte[]? _secret;

    /// <summary>Reads the installation's secret, or makes it at the first start. Comes before the first request.</summary>
    public async Task Prepare()
    {
        // Hosts that start at once on an empty database each make one; they all work with the one that was first.
        var stored = await settings.Get(SecretName)
            ?? await settings.PutIfAbsent(SecretName, Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes)));
        _secret = Convert.FromBase64String(stored);
    }

    public string Of(AccountId account)
    {
        var secret = _secret ?? throw new InvalidOperationException("Keys are asked for before the installation's secret is there.");
        var key = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(account.ToString()));
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix}{account.Value}_{Base64Url.EncodeToString(key)}");
    }

    /// <summary>SHA-256, base64.</summary>
    public static string Hash(string key) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>The account that a key claims to be of.</summary>
    public static bool TryReadAccount(string key, out AccountId account)
    {
        account = default;
        if (!key.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var end = key.IndexOf('_', Prefix.Length);
        if (end < 0 || !long.TryParse(key.AsSpan(Prefix.Length, end - Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return false;
        account = new AccountId(value);
        return true;
    }
}
