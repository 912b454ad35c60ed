using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Hark.Records;
using Microsoft.AspNetCore.Identity;

namespace Hark.Api;

/// <summary>Finds out whose credentials are sent. Passwords are slow to check, so what was found valid is remembered for <see cref="Memory"/>.</summary>
sealed class CrmTextLogins(IGrains grains, IAccountReader accounts, IPasswordHasher<CreateAccount> passwords, TimeProvider time)
{
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(30);
    const int Most = 10_000;

    static readonly Refusal Invalid = new(ApiCodes.CredentialsInvalid, "User, password and keyword do not fit together. The keyword is the store's primary one.");

    readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    readonly ConcurrentDictionary<string, (CrmTextLogin Login, long At)> _known = new();
    readonly ConcurrentDictionary<string, Lazy<Task<Result<CrmTextLogin>>>> _checking = new();

    public async Task<Result<CrmTextLogin>> Find(string header)
    {
        // Not the credentials themselves: memory is read by more people than the database.
        var key = Convert.ToBase64String(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(header)));
        if (_known.TryGetValue(key, out var known) && time.GetElapsedTime(known.At) < Memory) return known.Login;

        // Many calls at once with the same credentials check them once.
        var checking = _checking.GetOrAdd(key, _ => new(() => Check(header)));
        try
        {
            var found = await checking.Value;
            if (!found.Ok) return found;
            if (_known.Count >= Most) _known.Clear();
            _known[key] = (found.Value, time.GetTimestamp());
            return found;
        }
        finally
        {
            _checking.TryRemove(new(key, checking));
        }
    }

    async Task<Result<CrmTextLogin>> Check(string header)
    {
        if (CrmTextCredentials.Read(header) is not { } credentials)
            return new Refusal(ApiCodes.CredentialsInvalid, "The Authorization header is not Basic base64(user:password:KEYWORD).");
        if (credentials.Keyword is { } keyword && await grains.Keyword(keyword).Holder() is { } id && await grains.Store(id).View() is { } store)
        {
            var isUser = IsPassword(await grains.Store(id).PasswordHash(credentials.User), credentials.Password);
            var isAccount = !isUser && IsPassword(await grains.Account(store.Account).PasswordHash(credentials.User), credentials.Password);
            if (!isUser && !isAccount) return Invalid;
            return store.Keyword == keyword
                ? new CrmTextLogin(store.Account, id, isAccount, credentials.User)
                : new Refusal(ApiCodes.KeywordNotPrimary, $"{keyword} is not the primary keyword of its store. Put {store.Keyword} into the credentials.");
        }
        // Without a keyword, or with a colon in the password.
        foreach (var account in await accounts.Of(credentials.User))
            if (IsPassword(await grains.Account(account).PasswordHash(credentials.User), credentials.Rest))
                return new CrmTextLogin(account, null, IsAccount: true, credentials.User);
        return Invalid;
    }

    bool IsPassword(string? hash, string password) =>
        !string.IsNullOrEmpty(hash) && passwords.VerifyHashedPassword(null!, hash, password) != PasswordVerificationResult.Failed;
}
