namespace Hark.Grains;

/// <summary>Which piece of the timeline is asked for next, if any. The pacer's lock guards all of it.</summary>
sealed class LeaseDemand(LeaseKeeper keeper, SlotClock slots, SlowStart slowStart, ExitQueue exit, Admission admission, BandwidthOptions options)
{
    /// <summary>Alone, what is admitted or waits here comes to this exit: it is leased for in advance.</summary>
    public LeaseRequest? NextLongPiece(long now, ref long due)
    {
        if (keeper.Asking || (exit.Count == 0 && admission.Waiting == 0)) return null;
        var next = exit.Peek()?.Parts ?? 1;
        var fits = slots.Fits(now, next);
        var needed = Math.Max(exit.Parts, admission.Admitted) + admission.Waiting - slots.Remaining(now);
        if (fits && needed <= 0) return null;

        var at = Math.Max(Math.Max(keeper.NotBefore, slowStart.Until), fits ? slots.HalfLeft : now);
        if (at <= now) return keeper.LongPiece(now, Math.Max(needed, next), next, admission.Backlog());
        due = Math.Min(due, at);
        return null;
    }

    /// <summary>Among others, what is admitted here goes to anybody's exit, and only what stands at this one counts.</summary>
    public LeaseRequest? NextShortPiece(long now, ref long due)
    {
        if (keeper.Asking) return null;
        if (exit.Peek() is { Parts: var next })
        {
            var seam = slots.Seam(options.Rate);
            var needed = exit.Parts - slots.Remaining(now);
            if (!slots.Fits(now, next)) needed = Math.Max(needed, next);
            var at = Math.Max(keeper.ShortPieceAt, slowStart.Until);
            if (needed > 0 && at <= now) return keeper.ShortPiece(now, needed + seam, (int)Math.Min(next, needed) + seam, admission.Backlog());
            if (needed > 0) due = Math.Min(due, at);
        }
        var report = keeper.ReportAt(admission.Waiting > 0);
        if (report <= now) return keeper.ShortPiece(now, 0, 1, admission.Backlog());
        due = Math.Min(due, report);
        return null;
    }
}
