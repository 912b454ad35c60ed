namespace Hark.Carriers;

/// <summary>While a carrier does not answer, one text at a time finds out whether it does again: every other one would be unknown, too. Safe for any number of threads.</summary>
sealed class LinkProbe
{
    readonly Lock _lock = new();
    volatile bool _silent;
    bool _out;

    /// <summary>One is out, and nothing else may be.</summary>
    public bool Out { get { lock (_lock) return _silent && _out; } }

    public bool IsSilent => _silent;

    public void Silent()
    {
        lock (_lock) _silent = true;
    }

    public void Answers()
    {
        if (!_silent) return;
        lock (_lock) _silent = false;
    }

    /// <param name="probes">True when the text is the one that finds out, and has to end with <see cref="Return"/>.</param>
    /// <returns>False when it may not leave.</returns>
    public bool TryPass(out bool probes)
    {
        lock (_lock)
        {
            probes = _silent && !_out;
            _out |= probes;
            return probes || !_silent;
        }
    }

    public void Return()
    {
        lock (_lock) _out = false;
    }
}
