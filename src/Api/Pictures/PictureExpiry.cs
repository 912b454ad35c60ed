using Hark.Records;

namespace Hark.Api;

/// <summary>Removes pictures 30 days after the last text that carries them has left: carriers have fetched them by then.</summary>
sealed class PictureExpiry(IPictures pictures, TimeProvider time, ILogger<PictureExpiry> log) : HourlyRemoval(time, log)
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    protected override string What => "Pictures that nothing needs";

    protected override async Task Remove(DateTimeOffset now, CancellationToken stop)
    {
        // A piece at a time, so that nobody else waits for many.
        while (await pictures.Prune(now - Kept)) stop.ThrowIfCancellationRequested();
    }
}
