namespace Hark.Records;

/// <summary>How the connections of a process stand together: one that finds the server gone spares the others finding out.</summary>
sealed class PostgresLine(TimeProvider time)
{
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(2);

    readonly Lock _lock = new();
    TimeSpan _pause = FirstPause;
    long _refusedAt;
    long _lookedAt = time.GetTimestamp();
    bool _refused;

    public StorageHealth Health { get; private set; } = StorageHealth.Good;

    /// <summary>Rises when a connection breaks: those opened before are not used again.</summary>
    public int Breaks { get; private set; }

    /// <summary>Whether a connection may be opened now: not at once after one was refused.</summary>
    public bool MayConnect
    {
        get { lock (_lock) return !_refused || time.GetElapsedTime(_refusedAt) >= _pause; }
    }

    /// <summary>Whether a connection without work should look after the server: always after a fault, since nobody may write while readiness says no; otherwise one connection every two seconds, since a process whose records rest would not notice that it is cut off.</summary>
    public bool LooksNow()
    {
        lock (_lock)
        {
            if (Health.Ok && time.GetElapsedTime(_lookedAt) < LongestSilence) return false;
            _lookedAt = time.GetTimestamp();
            return true;
        }
    }

    public void Connected()
    {
        lock (_lock) (_refused, _pause) = (false, FirstPause);
    }

    public void Refused(string sentence)
    {
        lock (_lock)
        {
            if (_refused) _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
            (_refused, _refusedAt) = (true, time.GetTimestamp());
            Health = new StorageHealth(false, sentence);
        }
    }

    public void Failed(string sentence, bool broken)
    {
        lock (_lock)
        {
            if (broken) Breaks++;
            Health = new StorageHealth(false, sentence);
        }
    }

    public void Kept()
    {
        if (Health.Ok) return;
        lock (_lock) Health = StorageHealth.Good;
    }
}
