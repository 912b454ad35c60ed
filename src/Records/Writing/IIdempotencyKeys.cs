namespace Hark.Records;

/// <summary>
/// Makes a POST happen once however often it is sent. The key is reserved durably, together with the id that its effect will have, before the effect;
/// effects are idempotent by their id, so a retry after a crash does the same thing again, not another one.
/// </summary>
public interface IIdempotencyKeys
{
    /// <param name="scope">Whose key it is: two accounts may use the same one.</param>
    /// <param name="bodyHash">SHA-256 of method, path and body.</param>
    /// <param name="effect">The id to use when the key is new.</param>
    /// <returns>The reservation that stands: the one made now, or the earlier one.</returns>
    Task<IdempotencyReservation> Reserve(string scope, string key, string bodyHash, long effect, DateTimeOffset now);

    Task Complete(string scope, string key, int status, string body);

    /// <summary>Forgets keys reserved before the given time (they are kept for at least 24 hours).</summary>
    Task Forget(DateTimeOffset before);
}

/// <param name="Status">Null while no answer has been stored.</param>
public sealed record IdempotencyReservation(string BodyHash, long Effect, int? Status, string? Body);
