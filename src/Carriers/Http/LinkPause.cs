using Hark.Grains;

namespace Hark.Carriers;

/// <summary>Keeps texts back from a provider that cannot be reached or refuses the login. They are tried again; asked with each of them it might lock the account.</summary>
sealed class LinkPause(TimeProvider time)
{
    static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    readonly Lock _lock = new();
    long? _downSince;
    long _pausedAt;
    TimeSpan _pause;
    string _code = "";

    /// <summary>Zero when a text may be tried.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_lock) return _pause - time.GetElapsedTime(_pausedAt) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Null when a text may be tried.</summary>
    public SubmitResult? Refuses() => Left is var left && left > TimeSpan.Zero ? new(SubmitStatus.NotSent, Code: _code, RetryAfter: left) : null;

    /// <summary>Why it lasts; null while nothing is paused.</summary>
    public string? Code => Left > TimeSpan.Zero ? _code : null;

    /// <summary>Nothing left. Waits as long as it is down already, so that each wait doubles, however many texts find it down at once.</summary>
    public SubmitResult Unreachable()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var down = time.GetElapsedTime(_downSince ??= now, now);
            return Pause(Codes.CarrierUnavailable, down < Shortest ? Shortest : down > Longest ? Longest : down);
        }
    }

    /// <summary>It answered that the settings are wrong; see <see cref="HttpAnswer.Fault"/>.</summary>
    public SubmitResult Refused(string code)
    {
        lock (_lock) return Pause(code, Longest);
    }

    /// <summary>It asks for time.</summary>
    public void Throttled(TimeSpan length)
    {
        lock (_lock) Pause(Codes.CarrierThrottled, length);
    }

    /// <summary>It answered a text. What was refused after that text was posted is the newer word.</summary>
    public void Answered(long postedAt)
    {
        lock (_lock)
        {
            _downSince = null;
            if (_pausedAt <= postedAt) _pause = TimeSpan.Zero;
        }
    }

    SubmitResult Pause(string code, TimeSpan length)
    {
        (_code, _pause, _pausedAt) = (code, length, time.GetTimestamp());
        return new(SubmitStatus.NotSent, Code: code, RetryAfter: length);
    }
}
