using Hark.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hark.Api;

/// <param name="By">Who: an account, the operator, the product itself.</param>
/// <param name="Subject">On what.</param>
public sealed record AuditAnswer(long Id, DateTimeOffset At, string By, string Act, string Subject, string? Reason, string? Details)
{
    public static AuditAnswer Of(AuditRow r) => new(r.Id, r.At, r.By, r.Act, r.Subject, r.Reason, r.Details);
}

static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/audit", List).AdminOnly().WithTags("Audit").WithSummary("Acts that somebody may have to answer for, newest first");

    static async Task<Ok<PageAnswer<AuditAnswer>>> List([AsParameters] PageQuery page, IAuditReader audit) =>
        TypedResults.Ok((await audit.List(page.Request())).Select(AuditAnswer.Of));
}
