namespace Hark.Grains;

/// <summary>What an endpoint may be set to, and when a failed post is tried again. Pure.</summary>
public static class CallbackRules
{
    /// <summary>The example schedule of Standard Webhooks 1.0: the waits after each failed attempt. Ten attempts in 75 hours and 35 minutes.</summary>
    static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>Up to so much of a wait is added by chance, so that what failed together does not come back together.</summary>
    const double Jitter = 0.2;

    const int Gone = 410;
    const int TooManyRequests = 429;
    const int BadGateway = 502;
    const int Unavailable = 503;
    const int GatewayTimeout = 504;

    /// <summary>An endpoint may ask for a longer wait; not for one without an end.</summary>
    static readonly TimeSpan LongestAsked = TimeSpan.FromHours(24);

    /// <summary>An endpoint that has delivered nothing for so long is suspended.</summary>
    public static readonly TimeSpan SuspendedAfter = TimeSpan.FromDays(5);

    /// <summary>What happened longer ago is given up while an endpoint is suspended.</summary>
    public static readonly TimeSpan SuspendedKept = TimeSpan.FromDays(7);

    /// <summary>Pending events of a suspended endpoint; the oldest beyond them are given up.</summary>
    public const int MostSuspended = 100_000;

    public const string WhileSuspended = "While it is suspended, what is older than 7 days, and the oldest beyond 100,000 events, is given up.";

    public static readonly TimeSpan DeliveredKept = TimeSpan.FromDays(7);
    public static readonly TimeSpan GivenUpKept = TimeSpan.FromDays(30);
    public static readonly TimeSpan FormerSecretSigns = TimeSpan.FromHours(24);

    /// <summary>The usual types of a form. A campaign changes the status of tens of thousands of texts, so that type has to be asked for.</summary>
    public static IReadOnlyList<CallbackEventType> Usual(CallbackForm form) =>
        form == CallbackForm.Json ? [.. Enum.GetValues<CallbackEventType>().Where(type => type != CallbackEventType.MessageStatus)] : [CallbackEventType.MessageReceived];

    public static Refusal? CheckEvents(CallbackForm form, IReadOnlyList<CallbackEventType> events)
    {
        if (!events.All(Enum.IsDefined)) return new(Codes.CallbackEventsInvalid, $"Known events are {string.Join(", ", CallbackEventTypes.AllWords)}.");
        return form == CallbackForm.Json || events.All(type => type == CallbackEventType.MessageReceived)
            ? null
            : new(Codes.CallbackEventsInvalid, "The CRM Text forms tell of inbound messages only: leave out the events, or take the form json.");
    }

    public static bool Delivered(CallbackAnswer answer) => answer.Status is >= 200 and <= 299;

    /// <summary>The endpoint wants no more.</summary>
    public static bool IsGone(CallbackAnswer answer) => answer.Status == Gone;

    /// <summary>What the endpoint, or the gateway before it, asks everybody to wait.</summary>
    public static TimeSpan Asked(CallbackAnswer answer) =>
        answer is { Status: TooManyRequests or BadGateway or Unavailable or GatewayTimeout, RetryAfter: { } wait } ? wait < LongestAsked ? wait : LongestAsked : TimeSpan.Zero;

    /// <param name="attempts">Failed ones, the latest included.</param>
    /// <param name="chance">0 to 1.</param>
    /// <returns>Null when there is no further attempt.</returns>
    public static TimeSpan? WaitAfter(int attempts, CallbackAnswer answer, double chance)
    {
        if (attempts > Waits.Length) return null;
        var wait = Waits[attempts - 1] * (1 + Jitter * chance);
        var asked = Asked(answer);
        return asked > wait ? asked : wait;
    }

    /// <summary>What went wrong, as a sentence; null when nothing did.</summary>
    public static string? Error(CallbackAnswer answer) => answer switch
    {
        { Error: { } error } => error,
        { Status: Gone } => "The endpoint answered 410: it wants no more callbacks.",
        { Status: >= 300 and <= 399 } => $"The endpoint answered {answer.Status}. Redirects are not followed: set the address that they lead to.",
        _ when Delivered(answer) => null,
        _ => $"The endpoint answered {answer.Status}.",
    };
}
