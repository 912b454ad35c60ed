namespace Hark.Grains;

/// <summary>Events per second over the last ten seconds.</summary>
sealed class RateMeter
{
    const int Seconds = 10;
    readonly long[] _counts = new long[Seconds];
    long _latest;

    public void Count(long events, DateTimeOffset now)
    {
        Forget(now);
        _counts[_latest % Seconds] += events;
    }

    public double PerSecond(DateTimeOffset now)
    {
        Forget(now);
        return _counts.Sum() / (double)Seconds;
    }

    void Forget(DateTimeOffset now)
    {
        var second = now.ToUnixTimeSeconds();
        if (Math.Abs(second - _latest) >= Seconds) Array.Clear(_counts);
        else
            for (var s = _latest + 1; s <= second; s++) _counts[s % Seconds] = 0;
        _latest = second;
    }
}
