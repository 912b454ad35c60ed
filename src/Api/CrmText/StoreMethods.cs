using Microsoft.AspNetCore.Identity;

namespace Hark.Api;

static class StoreMethods
{
    /// <summary>Programs in use make short ones; what keeps them from being guessed is the limit on requests without valid credentials.</summary>
    const int ShortestPassword = 6;

    public static readonly IReadOnlyList<CrmTextMethod> All = [new("createstoreanduser", Create)];

    static async Task<Result<CrmTextAnswer>> Create(CrmTextCall call)
    {
        if (!call.Login.IsAccount) return new Refusal(ApiCodes.AccountOnly, "Stores are created with the account's own credentials.");
        var user = User(call);
        if (!user.Ok) return user.Refusal;
        var id = new StoreId(await call.NextId());
        var created = await call.Grains.Store(id).Create(new CreateStore(call.Login.Account, call.Request.Required("storename"), call.Request.Required("storekeyword").Trim(),
            call.Request["timezone"], DoubleOptIn: false, Brand: null, HelpContact: null, Sender: null, SharedShortCodes: true, user.Value));
        if (!created.Ok) return created.Refusal;
        return call.Ok(CrmTextElement.Group("store",
            CrmTextElement.Of("store-id", id.Value),
            CrmTextElement.Of("store-name", created.Value.Name),
            CrmTextElement.Of("store-phone", call.Request["phonenumber"])));
    }

    /// <summary>The store's default user; none when neither address nor password is given: then the account's credentials administer it.</summary>
    static Result<StoreUser?> User(CrmTextCall call)
    {
        var (email, password) = (call.Request["emailid"], call.Request["password"]);
        if (email is null && password is null) return (StoreUser?)null;
        if (email is null || email.Length > 254 || email.IndexOf('@', StringComparison.Ordinal) is var at && (at < 1 || at == email.Length - 1) || email.Contains(':', StringComparison.Ordinal))
            return new Refusal(ApiCodes.FieldInvalid, "The parameter emailid is an e-mail address without a colon.");
        if (password is not { Length: >= ShortestPassword and <= 200 })
            return new Refusal(ApiCodes.FieldInvalid, $"The parameter password has {ShortestPassword} to 200 characters.");
        var hash = call.Service<IPasswordHasher<CreateAccount>>().HashPassword(null!, password);
        return new StoreUser(email, new PersonName(call.Request["firstname"], call.Request["lastname"]), call.Request["phonenumber"], hash);
    }
}
