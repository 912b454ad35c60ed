namespace Hark.Grains;

/// <summary>Events per second over the last ten whole seconds, or as many as have passed since counting began. The second that runs is left out: it would lower the rate.</summary>
sealed class RateMeter
{
    const int Seconds = 10;
    readonly long[] _counts = new long[Seconds + 1];
    long _latest;
    long _began = long.MaxValue;

    public void Count(long events, DateTimeOffset now)
    {
        Forget(now);
        _began = Math.Min(_began, _latest);
        _counts[_latest % _counts.Length] += events;
    }

    public double PerSecond(DateTimeOffset now)
    {
        Forget(now);
        var whole = Math.Clamp(_latest - _began, 0, Seconds);
        return whole == 0 ? 0 : (_counts.Sum() - _counts[_latest % _counts.Length]) / (double)whole;
    }

    void Forget(DateTimeOffset now)
    {
        var second = now.ToUnixTimeSeconds();
        if (Math.Abs(second - _latest) > Seconds)
        {
            Array.Clear(_counts);
            _began = _began == long.MaxValue ? _began : second;
        }
        else
        {
            for (var s = _latest + 1; s <= second; s++) _counts[s % _counts.Length] = 0;
        }
        _latest = second;
    }
}
