namespace Hark.Grains;

/// <summary>Parts per second over the last while, in a hundred buckets.</summary>
sealed class UseMeter(long frequency, TimeSpan period)
{
    const int Buckets = 100;

    readonly long[] _parts = new long[Buckets];
    readonly long[] _bucketOf = new long[Buckets];
    readonly long _width = Math.Max(1, (long)(period.TotalSeconds * frequency / Buckets));

    public void Add(long now, long parts)
    {
        var bucket = now / _width;
        var place = bucket % Buckets;
        if (_bucketOf[place] != bucket) (_bucketOf[place], _parts[place]) = (bucket, 0);
        _parts[place] += parts;
    }

    public double PerSecond(long now)
    {
        var last = now / _width;
        long sum = 0;
        for (var i = 0; i < Buckets; i++)
            if (_bucketOf[i] > last - Buckets) sum += _parts[i];
        return sum / period.TotalSeconds;
    }
}
