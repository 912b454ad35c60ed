namespace Hark.Grains;

/// <summary>Where one pump (a campaign, a store's single sends, a store's replies) waits for admission.</summary>
/// <remarks>A text that was admitted stays so until its pump calls <see cref="Release"/>: when its answer has come, whatever that is, or when it is not sent after all.</remarks>
public sealed class PacerLine : IDisposable
{
    readonly SendPacer _pacer;
    readonly Admission _admission;
    readonly Action _ready;
    long _wanted;
    bool _toBeTold;
    bool _told;

    internal PacerLine(SendPacer pacer, Admission admission, StoreId store, Priority priority, Action ready)
    {
        _pacer = pacer;
        _admission = admission;
        _ready = ready;
        Store = store;
        Priority = priority;
    }

    public StoreId Store { get; }
    public Priority Priority { get; }

    /// <summary>Admits texts now. What was asked and could not be had stays asked until the next call: it is reserved as it becomes free, and the line is told.</summary>
    /// <param name="parts">Parts of each text, 1 to <see cref="BandwidthOptions.LargestText"/>.</param>
    /// <param name="most">Texts; 0 withdraws what was asked before.</param>
    /// <returns>Texts admitted; 0 means wait to be told.</returns>
    public int Take(int parts, int most) => _pacer.Take(this, parts, most);

    /// <summary>Tells how many parts this line has still to send, beyond those admitted: shares and finish times are computed from it. Counts down by itself as texts are admitted.</summary>
    public void Want(long parts) => _pacer.Want(this, parts);

    /// <summary>Gives back parts, of one text or of several, whose answer has come or that are not sent after all.</summary>
    /// <param name="atCarrier">From the slot to the carrier's answer, when the carrier got it: widens the windows.</param>
    public void Release(int parts, TimeSpan? atCarrier = null) => _pacer.Release(this, parts, atCarrier);

    /// <summary>Leaves the queue. What was taken must still be released.</summary>
    public void Dispose() => _pacer.Leave(this);

    internal int Parts { get; private set; } = 1;
    /// <summary>Texts asked for and not yet admitted.</summary>
    internal int Asked { get; private set; }
    /// <summary>Texts admitted and not yet collected.</summary>
    internal int Granted { get; private set; }
    internal bool Queued { get; set; }
    internal bool Left { get; set; }
    /// <summary>Parts that wait for admission; counted in the pacer's sum, too.</summary>
    internal long Waiting { get; private set; }

    /// <returns>Parts reserved for the last question that this one does not want.</returns>
    internal int Ask(int parts, int most)
    {
        var keep = parts == Parts ? Math.Min(Granted, most) : 0;
        var back = (Granted - keep) * Parts;
        (Parts, Granted, Asked, _told) = (parts, keep, most - keep, false);
        Recount();
        return back;
    }

    internal void Grant(Queue<PacerLine> ready)
    {
        Asked--;
        Granted++;
        _wanted = Math.Max(0, _wanted - Parts);
        Recount();
        if (_told || _toBeTold) return;
        _toBeTold = true;
        ready.Enqueue(this);
    }

    internal int Collect()
    {
        var texts = Granted;
        (Granted, _told) = (0, false);
        return texts;
    }

    internal void SetWanted(long parts)
    {
        _wanted = parts;
        Recount();
    }

    /// <summary>Whether there is still something to be told, now that its turn has come.</summary>
    internal bool IsToBeTold()
    {
        _toBeTold = false;
        return _told = Granted > 0;
    }

    internal void Tell() => _ready();

    void Recount()
    {
        var before = Waiting;
        Waiting = Math.Max(_wanted, (long)Asked * Parts);
        _admission.Waiting += Waiting - before;
    }
}
