using Hark.Grains;

namespace Hark.Carriers;

/// <summary>The link to the carrier: drops now and then, and is throttled. Depends on the order of calls, as a real one does. Not thread-safe.</summary>
sealed class SimulatorLink(SimulatorOptions options, TimeProvider time)
{
    readonly SlidingSecond _taken = new(time);
    long _texts;
    long? _downSince;

    /// <summary>Takes a text, or tells why the carrier does not have it.</summary>
    public SubmitResult? Refuses(long now, int parts)
    {
        if (_downSince is { } since)
        {
            var left = options.DisconnectFor - time.GetElapsedTime(since, now);
            if (left > TimeSpan.Zero) return new(SubmitStatus.NotSent, Code: Codes.CarrierUnavailable, RetryAfter: left);
            _downSince = null;
        }
        if (options.ThrottleRate > 0)
        {
            var wait = _taken.UntilRoom(now, parts, options.ThrottleRate);
            if (wait > TimeSpan.Zero) return new(SubmitStatus.Throttled, Code: Codes.CarrierThrottled, RetryAfter: wait);
            _taken.Add(now, parts);
        }
        _texts++;
        if (options.DisconnectEvery > 0 && _texts % options.DisconnectEvery == 0) _downSince = now;
        return null;
    }
}
