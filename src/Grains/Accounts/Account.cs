using System.Collections.Immutable;

namespace Hark.Grains;

/// <param name="Closed">No store may be added any more.</param>
public sealed record AccountState(CreateAccount Request, DateTimeOffset CreatedAt, ImmutableArray<StoreId> Stores, bool Closed = false);

/// <summary>A client: its stores and keys.</summary>
public class Account(AccountId id, IState<AccountState> state, IDirectory directory, IAudit audit, TimeProvider time) : IAccount
{
    public async Task<Result<AccountView>> Create(CreateAccount request)
    {
        if (state.Value is null)
        {
            if (Flaw(request) is { } flaw) return flaw;
            var now = time.GetUtcNow();
            await audit.Add(new(now, "operator", "account.create", id.ToString(), null, $"{request.Name} <{request.Email}>"));
            // ORDER MATTERS: found by e-mail before it exists rather than never.
            await directory.PutAccount(id, request.Email);
            await state.Write(new(request, now, []));
        }
        else if (state.Value.Request.KeyHash != request.KeyHash)
        {
            return new Refusal(Codes.AccountInvalid, $"Account {id} exists already.");
        }
        return Describe(state.Value!);
    }

    public Task<AccountView?> View() => Task.FromResult(state.Value is { } value ? Describe(value) : null);

    public async Task<Result<AccountView>> Change(ChangeAccount request)
    {
        if (state.Value is not { } value) return new Refusal(Codes.AccountUnknown, $"There is no account {id}.");
        if (request.MayCreateStores is { } may && may == value.Closed)
        {
            if (string.IsNullOrWhiteSpace(request.Reason))
                return new Refusal(Codes.ReasonMissing, "Giving or taking the right to create stores needs a 'reason'; it is kept in the audit.");
            await audit.Add(new(time.GetUtcNow(), request.By, may ? "account.stores.allow" : "account.stores.deny", id.ToString(), request.Reason, null));
            await state.Write(value with { Closed = !may });
        }
        return Describe(state.Value!);
    }

    public Task<string?> PasswordHash(string email) =>
        Task.FromResult(state.Value is { Request: var request } && string.Equals(request.Email, email, StringComparison.OrdinalIgnoreCase) ? request.PasswordHash : null);

    public async Task<Result<AccountView>> SetPassword(string passwordHash, string by)
    {
        if (state.Value is not { } value) return new Refusal(Codes.AccountUnknown, $"There is no account {id}.");
        await audit.Add(new(time.GetUtcNow(), by, "account.password", id.ToString(), null, value.Request.Email));
        await state.Write(value with { Request = value.Request with { PasswordHash = passwordHash } });
        return Describe(state.Value!);
    }

    public Task<bool> Holds(string keyHash) => Task.FromResult(state.Value?.Request.KeyHash == keyHash);

    public async Task AddStore(StoreId store)
    {
        var value = state.Value ?? throw new InvalidOperationException($"Account {id} does not exist.");
        if (!value.Stores.Contains(store)) await state.Write(value with { Stores = value.Stores.Add(store) });
    }

    static Refusal? Flaw(CreateAccount request)
    {
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 100)
            return new(Codes.AccountInvalid, "An account needs a 'name' of 1 to 100 characters.");
        return EmailAddress.IsOne(request.Email)
            ? null
            : new(Codes.AccountInvalid, "An account needs an 'email' address.");
    }

    AccountView Describe(AccountState value) => new(id, value.Request.Name, value.Request.Email, value.Stores, value.CreatedAt, !value.Closed || value.Stores.IsEmpty);
}
