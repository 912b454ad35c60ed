using Hark.Records;

namespace Hark.Api;

static class CustomerMethods
{
    const int MostListed = 1_000;

    public static readonly IReadOnlyList<CrmTextMethod> All =
    [
        new("optincustomer", OptIn), new("optoutcustomer", OptOut), new("getcustomerinfo", Info), new("getcustbystatus", ByStatus),
    ];

    static async Task<Result<CrmTextAnswer>> OptIn(CrmTextCall call)
    {
        var number = call.Number();
        var result = await call.Store.OptIn(number, call.Proof(), new PersonName(call.Request["firstname"], call.Request["lastname"]), call.By);
        return result.Ok ? call.Ok(await call.Customer(number)) : result.Refusal;
    }

    static async Task<Result<CrmTextAnswer>> OptOut(CrmTextCall call)
    {
        var number = call.Number();
        var result = await call.Store.OptOut(number, call.By);
        return result.Ok ? call.Ok(await call.Customer(number)) : result.Refusal;
    }

    static async Task<Result<CrmTextAnswer>> Info(CrmTextCall call) => call.Ok(await call.Customer(call.Number()));

    static async Task<Result<CrmTextAnswer>> ByStatus(CrmTextCall call)
    {
        if (!Enum.TryParse<ConsentStatus>(call.Request.Required("status"), out var status) || !Enum.IsDefined(status))
            return new Refusal(ApiCodes.FieldInvalid, "The parameter status is 1 (new), 3 (opted in), 4 (pending) or 5 (opted out).");
        var skip = call.Count("offset", otherwise: 0, most: int.MaxValue);
        var most = call.Count("count", otherwise: 100, MostListed);
        var rows = most == 0 ? [] : await call.Service<IConsentReader>().RosterFrom(call.StoreId, status, skip, most);
        var customers = await call.Customers([.. rows.Select(row => row.Number)]);
        return call.Ok([CrmTextElement.List("custlist", rows.Select(row => customers[row.Number]))]);
    }

    /// <summary>This surface has no fields for the chain of permission (O6): who calls answers for it, unless the call says more.</summary>
    public static ConsentProof Proof(this CrmTextCall call) => new(
        call.Request["source"] ?? $"CRM Text API, {call.Request.Method}", call.Request["evidence"] ?? $"Asserted by {call.By}.", call.Request["wording"], call.Service<TimeProvider>().GetUtcNow());
}
