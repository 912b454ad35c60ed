using Hark.Grains;
using Hark.Records;
using Hark.Web;

namespace Hark.Api;

/// <summary>People as this surface shows them: <c>&lt;customer&gt;</c>.</summary>
static class CustomerElements
{
    public static async Task<CrmTextElement> Customer(this CrmTextCall call, PhoneNumber number) => (await call.Customers([number]))[number];

    /// <summary>Somebody whom the store does not know is New.</summary>
    public static async Task<IReadOnlyDictionary<PhoneNumber, CrmTextElement>> Customers(this CrmTextCall call, IReadOnlyCollection<PhoneNumber> numbers)
    {
        var ids = await call.Service<ICustomers>().Of(call.StoreId, numbers);
        var rows = await call.Service<IConsentReader>().RosterOf(call.StoreId, numbers);
        return ids.ToDictionary(id => id.Key, id => Element(call.StoreId, id.Key, id.Value, rows.GetValueOrDefault(id.Key)));
    }

    static CrmTextElement Element(StoreId store, PhoneNumber number, CustomerId id, RosterRow? row) => CrmTextElement.Group("customer",
        CrmTextElement.Of("custId", id.Value, json: "custID"),
        CrmTextElement.Of("subacct", store.Value),
        CrmTextElement.Of("timestamp", row is null ? null : PacificTime.Write(row.Since), json: "timeStamp"),
        CrmTextElement.Of("optinStatus", (long)(row?.Status ?? ConsentStatus.New)),
        CrmTextElement.Of("custName", row is null ? null : CrmTextValues.Name(row.Name.First, row.Name.Last)),
        CrmTextElement.Of("custMobile", CrmTextValues.Mobile($"{number}")));
}
