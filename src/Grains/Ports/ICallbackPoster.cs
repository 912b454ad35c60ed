namespace Hark.Grains;

/// <summary>Posts events over HTTP. Answers within its own time-out; never throws for what a network or a stranger's server can do.</summary>
public interface ICallbackPoster
{
    /// <returns>What is wrong with an address, as a sentence; null when events may be posted to it.</returns>
    string? Flaw(string url);

    /// <exception cref="OperationCanceledException">It was asked to stop; the post may or may not have arrived.</exception>
    Task<CallbackAnswer> Post(CallbackPost post, CancellationToken stop);
}

/// <param name="Secrets">One, or two while the former one signs along.</param>
/// <param name="Customer">The number that the surfaces know the customer by; needed by the forms of CRM Text.</param>
public sealed record CallbackPost(StoreId Store, string Url, CallbackForm Form, IReadOnlyList<string> Secrets, CallbackEvent Event, CustomerId? Customer);

/// <param name="Status">HTTP status; null when there was no answer.</param>
/// <param name="RetryAfter">What the answer asked for.</param>
/// <param name="Error">What went wrong, as a sentence; null when the status tells it.</param>
public sealed record CallbackAnswer(int? Status, TimeSpan? RetryAfter = null, string? Error = null);
