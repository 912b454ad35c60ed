using Hark.Records;

namespace Hark.Api;

/// <summary>Forgets idempotency keys after seven days, or the data file would grow by each POST for ever.</summary>
sealed class IdempotencyExpiry(IIdempotencyKeys keys, TimeProvider time, ILogger<IdempotencyExpiry> log) : HourlyRemoval(time, log)
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    protected override string What => "Old idempotency keys";

    protected override Task Remove(DateTimeOffset now, CancellationToken stop) => keys.Forget(now - Kept);
}
