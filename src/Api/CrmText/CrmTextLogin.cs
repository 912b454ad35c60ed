namespace Hark.Api;

/// <summary>Who makes a CRM Text call.</summary>
/// <param name="Store">The store whose primary keyword was named; null when none was.</param>
/// <param name="IsAccount">With the account's own credentials, not with those of a store's user.</param>
sealed record CrmTextLogin(AccountId Account, StoreId? Store, bool IsAccount, string User)
{
    static readonly object Item = new();

    public static Result<CrmTextLogin> Of(HttpContext context) =>
        context.Items[Item] as Result<CrmTextLogin> ?? new Refusal(ApiCodes.CredentialsMissing, "Send the header Authorization: Basic base64(user:password:KEYWORD).");

    public static void Put(HttpContext context, Result<CrmTextLogin> login) => context.Items[Item] = login;
}
