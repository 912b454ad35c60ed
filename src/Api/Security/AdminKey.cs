using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Hark.Records;
using Spectre.Console;

namespace Hark.Api;

/// <summary>The operator's key: given as <c>HARK_ADMIN_KEY</c>, or made at the first start and shown that once. Only its hash is kept.</summary>
sealed class AdminKey(ISettings settings, IConfiguration configuration, IAnsiConsole console)
{
    public const string Setting = "HARK_ADMIN_KEY";
    const string HashName = "admin_key_sha256";
    const int Shortest = 16;
    const int Bytes = 32;

    byte[] _hash = [];

    /// <exception cref="StartException">The given key is too short to be safe.</exception>
    public async Task Prepare()
    {
        var stored = await settings.Get(HashName);
        var given = configuration[Setting];
        if (given is { Length: < Shortest })
            throw new StartException($"{Setting} has {given.Length} characters; it must have at least {Shortest}.");
        if (given is null && stored is null)
        {
            given = "harkadmin_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
            // Printed before it is stored: a crash between leaves a key that does not work, and the next start prints another.
            console.Say($"Admin key (shown this once, keep it): {given}");
        }
        var hash = given is null ? stored! : ApiKeys.Hash(given);
        if (hash != stored) await settings.Put(HashName, hash);
        _hash = Encoding.ASCII.GetBytes(hash);
    }

    /// <summary>Takes the same time whatever the key is.</summary>
    public bool Is(string keyHash) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(keyHash), _hash);
}
