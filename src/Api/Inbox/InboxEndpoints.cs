using Hark.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hark.Api;

/// <summary>A text from a handset.</summary>
/// <param name="Meaning">What it was taken for.</param>
/// <param name="Status">Where the number stood with the store afterwards.</param>
/// <param name="Media">Pictures and other files that came with it, where the carrier keeps them; empty when there are none.</param>
public sealed record InboxAnswer(long Id, string From, string To, string Text, Meaning Meaning, ConsentStatus Status, string? Keyword, DateTimeOffset At, IReadOnlyList<InboundMedia> Media)
{
    public static InboxAnswer Of(InboxRow r) => new(r.Id, r.From.ToString(), r.To, r.Text, r.Meaning, r.Status, r.Keyword, r.At, r.Media ?? []);
}

static class InboxEndpoints
{
    public static void MapInbox(this IEndpointRouteBuilder store) =>
        store.MapGet("/inbox", List).WithTags("Inbox").WithSummary("What handsets wrote to the store, newest first");

    static async Task<Ok<PageAnswer<InboxAnswer>>> List([AsParameters] PageQuery page, StoreScope scope, IInboxReader inbox) =>
        TypedResults.Ok((await inbox.List(scope.Id, page.Request())).Select(InboxAnswer.Of));
}
