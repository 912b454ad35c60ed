using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Hark.Records;
using Spectre.Console;

namespace Hark.Api;

/// <summary>The operator's key: given as <c>HARK_ADMIN_KEY</c>, or made at the first start and shown that once. Only its hash is kept.</summary>
/// <remarks>
/// The installation has one key, the one whose hash is stored: a host that is started with another key given replaces it for all hosts.
/// Each host looks at what is stored again after <see cref="Memory"/>, so for that long one may still take the former key and refuse the new one.
/// </remarks>
sealed class AdminKey(ISettings settings, IConfiguration configuration, IAnsiConsole console, TimeProvider time)
{
    public const string Setting = "HARK_ADMIN_KEY";
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(30);

    const string HashName = "admin_key_sha256";
    const int Shortest = 16;
    const int Bytes = 32;

    volatile Seen? _seen;

    /// <exception cref="StartException">The given key is too short to be safe.</exception>
    public async Task Prepare()
    {
        var given = configuration[Setting];
        if (given is { Length: < Shortest })
            throw new StartException($"{Setting} has {given.Length} characters; it must have at least {Shortest}.");
        var stored = await settings.Get(HashName);
        if (given is not null && ApiKeys.Hash(given) != stored) await settings.Put(HashName, ApiKeys.Hash(given));
        else if (given is null && stored is null) await Make();
        await Look();
    }

    /// <summary>Takes the same time whatever the key is.</summary>
    /// <exception cref="StorageUnavailableException">It is time to look again at what is stored, and it cannot be read.</exception>
    public async ValueTask<bool> Is(string keyHash)
    {
        var seen = _seen ?? throw new InvalidOperationException("The admin key is asked for before it is there.");
        if (time.GetElapsedTime(seen.At) >= Memory) seen = await Look();
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(keyHash), seen.Hash);
    }

    async Task Make()
    {
        var made = "harkadmin_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        // ORDER MATTERS: shown once it stands. Of hosts that start at once one shows a key, and it is valid.
        // A crash between leaves a key that nobody knows; one start with a given key replaces it.
        if (await settings.PutIfAbsent(HashName, ApiKeys.Hash(made)) == ApiKeys.Hash(made))
            console.Say($"Admin key (shown this once, keep it): {made}");
    }

    async Task<Seen> Look()
    {
        var at = time.GetTimestamp();
        var hash = await settings.Get(HashName) ?? throw new InvalidOperationException($"The setting {HashName} is gone.");
        return _seen = new(Encoding.ASCII.GetBytes(hash), at);
    }

    sealed record Seen(byte[] Hash, long At);
}
