using Hark.Records;

namespace Hark.Api;

static class ReportMethods
{
    /// <summary>Messages of one answer; whoever wants more asks from the time of the last one on.</summary>
    const int MostListed = 5_000;

    static readonly TimeSpan UsualSpan = TimeSpan.FromDays(30);

    public static readonly IReadOnlyList<CrmTextMethod> All =
    [
        new("getcustmsgsbymobile", OfCustomer), new("getinboundmsgs", call => OfStore(call, inbound: true)), new("getoutboundmsgs", call => OfStore(call, inbound: false)),
    ];

    static async Task<Result<CrmTextAnswer>> OfCustomer(CrmTextCall call)
    {
        var span = Span(call) with { Skip = call.Count("startcount", otherwise: 0, most: int.MaxValue), Most = call.Count("msgcount", otherwise: MostListed, MostListed) };
        return await List(call, await call.Service<IConversationReader>().With(call.StoreId, call.Number(), span));
    }

    static async Task<Result<CrmTextAnswer>> OfStore(CrmTextCall call, bool inbound) =>
        await List(call, await call.Service<IConversationReader>().All(call.StoreId, inbound, Span(call)));

    static ConversationSpan Span(CrmTextCall call)
    {
        var to = call.Service<TimeProvider>().GetUtcNow();
        if (call.Request["enddate"] is { } end) to = Read("enddate", end).To;
        var from = call.Request["startdate"] is { } start ? Read("startdate", start).From : to - UsualSpan;
        return from < to ? new(from, to, Skip: 0, MostListed) : throw new ProblemException(ApiCodes.FieldInvalid, "The parameter startdate is later than enddate.");
    }

    static (DateTimeOffset From, DateTimeOffset To) Read(string name, string text) => PacificTime.TryRead(text, out var from, out var to)
        ? (from, to)
        : throw new ProblemException(ApiCodes.FieldInvalid, $"The parameter {name} is a date: YYYY-MM-DD, YYYYMMDD or YYYY-MM-DDTHH:MM:SS.");

    static async Task<CrmTextAnswer> List(CrmTextCall call, IReadOnlyList<ConversationRow> rows)
    {
        var customers = await call.Customers([.. rows.Select(row => row.Number).Distinct()]);
        return call.Ok([CrmTextElement.List("msglist", rows.Select(row => CrmTextElement.Group("msg",
            CrmTextElement.Of("msgID", row.Id),
            CrmTextElement.Of("message", row.Text),
            CrmTextElement.Of("timestamp", PacificTime.Write(row.At), json: "timeStamp"),
            CrmTextElement.Of("delivered", row.Inbound || row.Status == DeliveryStatus.Delivered ? 1 : 0),
            CrmTextElement.Of("txnid", row.Id),
            CrmTextElement.Of("msg_direction", row.Inbound ? "MO" : "MT"),
            CrmTextElement.Of("user_id", call.Login.Account.Value),
            customers[row.Number])))]);
    }
}
