namespace Hark.Grains;

/// <summary>How many parts of one priority may be under way from this process. Not thread-safe; the pacer's lock guards it.</summary>
/// <remarks>
/// What a node has under way decides what it gets of the pool, since a text takes as long from every node. A share of the window is
/// seldom a whole number of texts: a node may go over it by a part of one text, and then has to stay under it for as long as makes
/// up for that. So two nodes with one store and with nine share the pool as 1 : 9 though only seven texts are under way.
/// </remarks>
sealed class AdmissionWindow
{
    int _window = 1;
    double _share = 1;
    double _stay;
    double _room = 1;
    /// <summary>Parts over the share, times ticks.</summary>
    double _debt;
    long _counted;

    /// <summary>Parts admitted and not yet answered.</summary>
    public long Admitted { get; private set; }

    /// <param name="window">Parts of the whole cluster.</param>
    /// <param name="share">Of them, this process'; 1 when it is alone.</param>
    /// <param name="stay">Ticks that a text is usually under way.</param>
    public void Resize(int window, double share, double stay) => (_window, _share, _stay) = (window, share, stay);

    /// <summary>Large windows are refilled an eighth at a time: one wake-up for many texts.</summary>
    public bool IsNearlyFull
    {
        get
        {
            var room = _window * _share;
            return room >= 64 && Admitted > room - room / 8;
        }
    }

    /// <summary>Whether a text may go under way.</summary>
    /// <param name="due">When not: when to look again, though nothing has been freed.</param>
    public bool Admits(long now, int parts, out long due)
    {
        due = long.MaxValue;
        // Two texts may always be under way in the cluster, so a text larger than the window goes too, and nothing smaller overtakes it.
        _room = _share * Math.Max(_window, 2 * parts);
        if (Admitted + parts <= _room) return true;
        if (_share >= 1 || Admitted >= _room) return false;
        Count(now);
        // Text by text: a debt from times when texts stayed for long must not close a small share for minutes.
        _debt = Math.Min(_debt, 2 * parts * _stay);
        if (_debt <= 0) return true;
        due = now + (long)Math.Ceiling(Math.Min(_debt / (_room - Admitted), _stay));
        return false;
    }

    public void Add(long now, int parts)
    {
        Count(now);
        Admitted += parts;
    }

    public void Free(long now, long parts)
    {
        Count(now);
        Admitted = Math.Max(0, Admitted - parts);
    }

    void Count(long now)
    {
        _debt = _share >= 1 ? 0 : Math.Max(0, _debt + (Admitted - _room) * (now - _counted));
        _counted = now;
    }
}
