namespace Hark.Grains;

/// <summary>
/// The slots that this process holds, on its own monotonic clock. A slot is one part's interval, 1/rate. Slot times are absolute, so
/// that late timers do not add up; a slot that nobody used in time lapses.
/// </summary>
/// <remarks>
/// A text leaves between its slot's time and the tolerance after it, never uses more slots than were leased, and ends at most the
/// overhang beyond its piece. So all processes together hand over at most rate·w + (parts of the largest text) + rate·tolerance +
/// rate·overhang parts in any window w. Tolerance: half a slot or 10 ms; overhang: 0.4 slots or 5 ms. For texts of one part at 30/s
/// that is less than 30·w + 2: never more than 31 in a second.
/// </remarks>
sealed class SlotClock(long frequency)
{
    /// <summary>How much of its last slot may lie beyond the early end of a piece. Without it the least doubt about where the piece lies would cost a whole slot for each piece, and in a cluster pieces are as short as one slot.</summary>
    const double Overhang = 0.4;

    /// <summary>Or this, if it is longer: the round trip of a call in a cluster.</summary>
    static readonly TimeSpan s_leastOverhang = TimeSpan.FromMilliseconds(5);

    /// <summary>How late a slot may still be used, if that is longer than half of it: timers and threads of a busy machine are late by some milliseconds. At 300/s it lets 3 parts follow each other at once; with 2 ms a third of the slots lapsed on a machine with ten times more to do than it could.</summary>
    static readonly TimeSpan s_leastTolerance = TimeSpan.FromMilliseconds(10);

    readonly Queue<Run> _later = [];
    Run? _current;
    Run? _last;
    readonly TimelineOffset _offset = new(frequency);

    /// <summary>When the last piece held ends.</summary>
    public long End => _last?.End ?? long.MinValue;

    /// <summary>When less than half of the last piece is left.</summary>
    public long HalfLeft => _last is { } last ? last.End - last.LastLength / 2 : long.MinValue;

    /// <summary>Slots at the seam of a new piece that the doubt about where it lies will cost.</summary>
    public int Seam(double rate) => (int)Math.Ceiling(Math.Max(0, (_offset.Latest - _offset.Earliest) * rate / frequency - OverhangAt(rate)));

    /// <summary>Adds a piece. The answer was given somewhere between <paramref name="asked"/> + Took and <paramref name="answered"/>: it starts late rather than early and ends early rather than late.</summary>
    public void Add(Lease lease, long asked, long answered)
    {
        if (lease.Length == TimeSpan.Zero) return;
        _offset.Learn(lease, asked, answered);
        var start = (long)Math.Ceiling(_offset.Latest + Ticks(lease.Start));
        var end = (long)Math.Floor(_offset.Earliest + Ticks(lease.Start + lease.Length));
        if (_last is { } last)
        {
            if (last.Continues(lease))
            {
                last.Extend(lease, end, (long)Ticks(lease.Length));
                return;
            }
            start = Math.Max(start, last.End);
        }
        var run = new Run(lease, start, end, OverhangAt(lease.Rate), frequency, Ticks(s_leastTolerance));
        _last = run;
        if (_current is null) _current = run; else _later.Enqueue(run);
    }

    /// <summary>Slots left from now on.</summary>
    public long Remaining(long now) => (_current?.Remaining(now) ?? 0) + _later.Sum(run => run.Remaining(now));

    /// <summary>Whether a text fits into a piece that is held.</summary>
    public bool Fits(long now, int parts) => _current is { } current && (current.Fits(now, parts) || _later.Any(run => run.Fits(now, parts)));

    /// <summary>Takes a slot for each part when the first of them is due.</summary>
    /// <param name="due">When to try again; <see cref="long.MaxValue"/> when another piece is needed.</param>
    public bool TryTake(long now, int parts, out long due)
    {
        while (_current is { } current && !current.Fits(now, parts) && _later.TryDequeue(out var next)) _current = next;
        due = _current is { } run && run.Fits(now, parts) ? run.NextAt(now) : long.MaxValue;
        if (due > now) return false;
        _current!.Take(now, parts);
        return true;
    }

    /// <summary>Lets slots lapse.</summary>
    public void Skip(long slots) => _current?.Skip(slots);

    /// <summary>In slots.</summary>
    static double OverhangAt(double rate) => Math.Max(Overhang, s_leastOverhang.TotalSeconds * rate);

    double Ticks(TimeSpan span) => span.Ticks * (double)frequency / TimeSpan.TicksPerSecond;

    /// <summary>Pieces without a gap: one row of slots.</summary>
    sealed class Run(Lease lease, long start, long end, double overhang, long frequency, double leastTolerance)
    {
        readonly double _slot = frequency / lease.Rate;
        readonly double _tolerance = Math.Max(frequency / lease.Rate / 2, leastTolerance);
        TimeSpan _through = lease.Start + lease.Length;
        long _leased = Slots(lease);
        long _next;

        public long End { get; private set; } = end;
        public long LastLength { get; private set; } = end - start;

        public bool Continues(Lease next) => next.Epoch == lease.Epoch && next.Start == _through && next.Rate == lease.Rate;

        public void Extend(Lease next, long newEnd, long length)
        {
            _through = next.Start + next.Length;
            End = Math.Max(End, newEnd);
            LastLength = length;
            _leased += Slots(next);
        }

        public long NextAt(long now) => start + (long)Math.Ceiling(Next(now) * _slot);
        public bool Fits(long now, int parts) => Next(now) + parts <= _leased && Math.Max(now, NextAt(now)) + (parts - overhang) * _slot <= End;
        public long Remaining(long now) => Math.Clamp((long)((End - Math.Max(now, NextAt(now))) / _slot + overhang), 0, Math.Max(0, _leased - Next(now)));
        public void Take(long now, int parts) => _next = Next(now) + parts;
        public void Skip(long slots) => _next += slots;

        static long Slots(Lease lease) => (long)Math.Round(lease.Length.TotalSeconds * lease.Rate);

        /// <summary>The first slot neither used nor lapsed.</summary>
        long Next(long now) => Math.Max(_next, (long)Math.Ceiling((now - _tolerance - start) / _slot));
    }
}
