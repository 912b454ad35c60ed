namespace Hark.Carriers;

/// <summary>How long a link is left alone after its carrier throttled or did not answer: longer each time, until it takes a text again. Safe for any number of threads.</summary>
sealed class LinkRest
{
    readonly TimeSpan _first, _most;
    readonly TimeProvider _time;
    readonly Lock _lock = new();
    TimeSpan _next, _length;
    long? _began;

    public LinkRest(TimeSpan first, TimeSpan most, TimeProvider time) => (_first, _most, _time, _next) = (first, most, time, first);

    public TimeSpan Left
    {
        get
        {
            lock (_lock)
            {
                if (_began is not { } began) return TimeSpan.Zero;
                var left = _length - _time.GetElapsedTime(began);
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Begins a rest. What was asked before the one that lasts is answered like it and makes it no longer.</summary>
    /// <param name="begun">False when one lasts.</param>
    /// <returns>How long it still is.</returns>
    public TimeSpan Begin(out bool begun)
    {
        lock (_lock)
        {
            var left = Left;
            begun = left == TimeSpan.Zero;
            if (!begun) return left;
            (_began, _length) = (_time.GetTimestamp(), _next);
            _next = _next * 2 < _most ? _next * 2 : _most;
            return _length;
        }
    }

    /// <summary>The carrier took a text.</summary>
    /// <returns>True when it is the first since a rest.</returns>
    public bool End()
    {
        // Looked at without the lock first: this is on the way of every text.
        if (_began is null) return false;
        lock (_lock)
        {
            if (_began is null || Left > TimeSpan.Zero) return false;
            (_began, _next) = (null, _first);
            return true;
        }
    }
}
