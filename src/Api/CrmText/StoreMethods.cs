namespace Hark.Api;

static class StoreMethods
{
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
        if (email is null || !EmailAddress.IsOne(email)) return new Refusal(ApiCodes.FieldInvalid, "The parameter emailid is an e-mail address without spaces and colons.");
        if (new[] { call.Request["firstname"], call.Request["lastname"], call.Request["phonenumber"] }.Any(text => text?.Length > 100))
            return new Refusal(ApiCodes.FieldInvalid, "The parameters firstname, lastname and phonenumber have 100 characters at most.");
        var hash = password is null ? null : call.Service<Passwords>().Hash(password, Passwords.ShortestOfUser);
        if (hash is not { Ok: true }) return new Refusal(ApiCodes.FieldInvalid, $"The parameter password has {Passwords.ShortestOfUser} to {Passwords.Longest} characters.");
        return new StoreUser(email, new PersonName(call.Request["firstname"], call.Request["lastname"]), call.Request["phonenumber"], hash.Value);
    }
}
