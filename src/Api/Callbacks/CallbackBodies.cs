using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Hark.Grains;
using Hark.Records;

namespace Hark.Api;

/// <param name="Url">An http or https address on the public internet.</param>
/// <param name="Form">json (Standard Webhooks) unless said otherwise.</param>
/// <param name="Events">Such as message.received. Left out: the usual ones of the form.</param>
public sealed record NewCallback([property: Required] string? Url = null, CallbackForm? Form = null, IReadOnlyList<string>? Events = null);

/// <param name="Since">What happened from then on is posted once more.</param>
public sealed record ReplaySince([property: Required] DateTimeOffset? Since = null);

/// <summary>A store's callback endpoint.</summary>
/// <param name="Since">When it came into its state.</param>
/// <param name="Reason">Why it is disabled or suspended.</param>
/// <param name="FailingSince">The first failure since something was delivered.</param>
/// <param name="Pending">Events not yet delivered, counted to 10,000.</param>
/// <param name="OldestPendingAt">When the oldest of them happened.</param>
/// <param name="GivenUp">Events given up and kept for replay, counted to 10,000.</param>
/// <param name="Secret">Told once, when it is made.</param>
public sealed record CallbackEndpointAnswer(string Store, string Url, CallbackForm Form, IReadOnlyList<string> Events, CallbackState State, DateTimeOffset Since, string? Reason,
    DateTimeOffset? FailingSince, DateTimeOffset CreatedAt, long Pending, DateTimeOffset? OldestPendingAt, long GivenUp, string? Secret)
{
    public static CallbackEndpointAnswer Of(CallbackView v, CallbackBacklog backlog, string? secret = null) => new(
        v.Store.ToString(), v.Url, v.Form, [.. v.Events.Select(e => e.Word())], v.State, v.Since, v.Reason, v.FailingSince, v.CreatedAt, backlog.Pending, backlog.Oldest, backlog.GivenUp, secret);
}

/// <param name="FormerUntil">Until then posts are signed with the former secret as well.</param>
public sealed record CallbackSecretAnswer(string Secret, DateTimeOffset FormerUntil);

/// <param name="Events">How many are posted once more.</param>
public sealed record CallbackReplayAnswer(long Events);

/// <summary>Something a store is told.</summary>
/// <param name="Id">The webhook id, the same at each attempt.</param>
/// <param name="Error">Of the last attempt.</param>
/// <param name="SettledAt">When it was delivered or given up.</param>
/// <param name="Data">What is told.</param>
public sealed record CallbackEventAnswer(string Id, string Type, string? Customer, CallbackEventStatus Status, int Attempts, int? HttpStatus, string? Error, DateTimeOffset At,
    DateTimeOffset? AttemptedAt, DateTimeOffset? SettledAt, JsonElement Data)
{
    public static CallbackEventAnswer Of(CallbackEventRow r) => new(
        r.Id.ToString(), r.Type.Word(), r.Customer?.ToString(), r.Status, r.Attempts, r.HttpStatus, r.Error, r.At, r.AttemptedAt, r.SettledAt, JsonElement.Parse(r.Facts));
}

/// <summary>An endpoint in the operator's list.</summary>
public sealed record CallbackListAnswer(string Store, string Url, IReadOnlyList<string> Events, CallbackState State, DateTimeOffset Since, string? Reason)
{
    public static CallbackListAnswer Of(CallbackListing l) => new(l.Store.ToString(), l.Url, [.. l.Wanted.Select(e => e.Word())], l.State, l.Since, l.Reason);
}
