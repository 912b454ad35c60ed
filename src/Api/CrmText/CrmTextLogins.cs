using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Hark.Records;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Hark.Api;

/// <summary>Finds out whose credentials are sent. Passwords are slow to check, so what was found to fit is remembered for <see cref="Memory"/>: which hash it fits, not that it is valid.</summary>
/// <remarks>Each call asks whether that hash is still the one, so a changed or revoked password stops at once, whichever host it was changed through.</remarks>
sealed class CrmTextLogins : IDisposable
{
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(30);
    const int Most = 10_000;

    static readonly Refusal Invalid = new(ApiCodes.CredentialsInvalid, "User, password and keyword do not fit together. The keyword is the store's primary one.");
    static readonly Refusal TooMany = new(ApiCodes.RateLimited, "Too many credentials from this address. Try again after a second.");

    readonly IGrains _grains;
    readonly IAccountReader _accounts;
    readonly IPasswordHasher<CreateAccount> _passwords;
    readonly TimeProvider _time;
    readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    readonly ConcurrentDictionary<string, (Fit Fit, long At)> _known = new();
    readonly ConcurrentDictionary<string, Lazy<Task<Result<Fit>>>> _checking = new();
    readonly PartitionedRateLimiter<string> _guesses;
    readonly SemaphoreSlim _hashing = new(Environment.ProcessorCount);
    /// <summary>Checked where there is no password, so that the time of an answer does not tell who exists.</summary>
    readonly Lazy<string> _nobodys;

    public CrmTextLogins(IGrains grains, IAccountReader accounts, IPasswordHasher<CreateAccount> passwords, IOptions<ApiOptions> options, TimeProvider time)
    {
        (_grains, _accounts, _passwords, _time) = (grains, accounts, passwords, time);
        _guesses = PartitionedRateLimiter.Create<string, string>(address => RequestLimits.Bucket(address, options.Value.UnauthenticatedPerSecond));
        _nobodys = new(() => passwords.HashPassword(null!, Convert.ToBase64String(_secret)));
    }

    /// <param name="address">Where the request comes from: guesses are limited there before they are looked at, or a right one would be told from wrong ones.</param>
    public async Task<Result<CrmTextLogin>> Find(string header, string address)
    {
        // Not the credentials themselves: memory is read by more people than the database.
        var key = Convert.ToBase64String(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(header)));
        if (_known.TryGetValue(key, out var known) && _time.GetElapsedTime(known.At) < Memory && await Holds(known.Fit)) return known.Fit.Login;

        // Many calls at once with the same credentials check them once.
        var mine = new Lazy<Task<Result<Fit>>>(() => CheckLimited(header, address));
        var checking = _checking.GetOrAdd(key, mine);
        try
        {
            var found = await checking.Value;
            if (!found.Ok) return found.Refusal;
            // Who joined a check that had begun before may have come after a change of the password.
            if (checking != mine && !await Holds(found.Value)) return Invalid;
            if (_known.Count >= Most) _known.Clear();
            _known[key] = (found.Value, _time.GetTimestamp());
            return found.Value.Login;
        }
        finally
        {
            _checking.TryRemove(new(key, checking));
        }
    }

    public void Dispose()
    {
        _guesses.Dispose();
        _hashing.Dispose();
    }

    /// <summary>Whether the hash that the password fitted is the user's still.</summary>
    async Task<bool> Holds(Fit fit) => fit.Hash == await (fit.Login is { IsAccount: false, Store: { } store }
        ? _grains.Store(store).PasswordHash(fit.Login.User)
        : _grains.Account(fit.Login.Account).PasswordHash(fit.Login.User));

    async Task<Result<Fit>> CheckLimited(string header, string address)
    {
        using var permit = _guesses.AttemptAcquire(address);
        return permit.IsAcquired ? await Check(header) : TooMany;
    }

    async Task<Result<Fit>> Check(string header)
    {
        if (CrmTextCredentials.Read(header) is not { } credentials)
            return new Refusal(ApiCodes.CredentialsInvalid, "The Authorization header is not Basic base64(user:password:KEYWORD).");
        if (credentials.Keyword is { } keyword && await _grains.Keyword(keyword).Holder() is { } id && await _grains.Store(id).View() is { } store)
        {
            var (accounts, users) = (await _grains.Account(store.Account).PasswordHash(credentials.User), await _grains.Store(id).PasswordHash(credentials.User));
            var isAccount = await IsPassword(accounts, credentials.Password);
            var isUser = await IsPassword(users, credentials.Password);
            if (isUser || isAccount)
                return store.Keyword == keyword
                    ? new Fit(new CrmTextLogin(store.Account, id, isAccount, credentials.User), isAccount ? accounts! : users!)
                    : new Refusal(ApiCodes.KeywordNotPrimary, $"{keyword} is not the primary keyword of its store. Put {store.Keyword} into the credentials.");
        }
        // Without a keyword: what stands after the last colon may be the end of a password, or nothing.
        foreach (var account in (await _accounts.Of(credentials.User)).Select(found => (AccountId?)found).DefaultIfEmpty())
        {
            var hash = account is { } known ? await _grains.Account(known).PasswordHash(credentials.User) : null;
            if (await IsPassword(hash, credentials.Rest) || (credentials.EndsInColon && await IsPassword(hash, credentials.Password)))
                return new Fit(new CrmTextLogin(account!.Value, null, IsAccount: true, credentials.User), hash!);
        }
        return Invalid;
    }

    async Task<bool> IsPassword(string? hash, string password)
    {
        var known = !string.IsNullOrEmpty(hash);
        await _hashing.WaitAsync();
        try
        {
            return _passwords.VerifyHashedPassword(null!, known ? hash! : _nobodys.Value, password) != PasswordVerificationResult.Failed && known;
        }
        finally
        {
            _hashing.Release();
        }
    }

    /// <param name="Hash">The one that the password fits.</param>
    sealed record Fit(CrmTextLogin Login, string Hash);
}
