namespace Hark.Records;

/// <summary>Tells a thread that waits for the server from one that gets on.</summary>
/// <remarks>
/// The driver's own time-out asks the server to cancel and waits for its answer without an end; a server that has stopped gives none. So the driver has no
/// time-out here: a server that lives ends long statements itself, and one that does not is left by <see cref="PostgresDatabase"/>.
/// </remarks>
sealed class PostgresPulse(TimeProvider time)
{
    // Longer than a living server lets a statement run (session.sql).
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(12);

    long _beat;
    volatile bool _working;
    volatile bool _stopped;

    public bool IsStopped => _stopped;

    /// <summary>Whether work is under way that has not got on for too long.</summary>
    public bool IsStill => _working && time.GetElapsedTime(Volatile.Read(ref _beat)) > Longest;

    /// <summary>Before each journey to the server.</summary>
    /// <exception cref="TimeoutException">This thread was left; its work has been told that it failed.</exception>
    public void Beat()
    {
        if (_stopped) throw new TimeoutException("The server did not answer in time.");
        Volatile.Write(ref _beat, time.GetTimestamp());
        _working = true;
    }

    public void Rest() => _working = false;

    /// <summary>The thread does nothing more when it wakes.</summary>
    public void Stop() => _stopped = true;
}
