namespace Hark;

/// <summary>A client: its stores and keys.</summary>
public interface IAccount
{
    /// <summary>Idempotent: asked again with the same request it answers the same account, with a new key only the first time.</summary>
    Task<Result<AccountView>> Create(CreateAccount request);
    Task<AccountView?> View();
    /// <summary>Null leaves a setting as it is.</summary>
    Task<Result<AccountView>> Change(ChangeAccount request);
    /// <summary>True when <paramref name="keyHash"/> (SHA-256, base64) is a key of this account.</summary>
    Task<bool> Holds(string keyHash);
    /// <summary>The hash that a user's password is checked against; null for anybody else. In <paramref name="email"/> case does not matter.</summary>
    Task<string?> PasswordHash(string email);
    /// <summary>The former password opens nothing from the answer on. Audited.</summary>
    /// <param name="passwordHash">Made by the framework's password hasher.</param>
    Task<Result<AccountView>> SetPassword(string passwordHash, string by);
    Task AddStore(StoreId store);
}

/// <param name="PasswordHash">Made by the framework's password hasher; the account never sees the password.</param>
/// <param name="KeyHash">SHA-256 of the API key, base64. Keys are 256 random bits, so a fast hash is enough.</param>
public sealed record CreateAccount(string Name, string Email, string PasswordHash, string KeyHash);

/// <param name="MayCreateStores">Whether the account may create stores beyond its first.</param>
/// <param name="Reason">Why; kept in the audit.</param>
public sealed record ChangeAccount(bool? MayCreateStores, string? Reason, string By);

public sealed record AccountView(AccountId Id, string Name, string Email, IReadOnlyList<StoreId> Stores, DateTimeOffset CreatedAt, bool MayCreateStores = true);
