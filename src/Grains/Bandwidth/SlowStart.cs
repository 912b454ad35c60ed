namespace Hark.Grains;

/// <summary>A link that its carrier throttled: it rests, then starts at half the rate and is back at the full one after some seconds.</summary>
sealed class SlowStart(long frequency)
{
    static readonly TimeSpan s_recovery = TimeSpan.FromSeconds(4);

    readonly double _recovery = s_recovery.TotalSeconds * frequency;
    double _debt;

    /// <summary>No slot is used before this.</summary>
    public long Until { get; private set; } = long.MinValue;

    public void Rest(long now, TimeSpan span) => Until = Math.Max(Until, now + (long)(span.TotalSeconds * frequency));

    /// <summary>Slots to leave empty after a text.</summary>
    public long Skipped(long now, int parts)
    {
        if (Until == long.MinValue || now >= Until + _recovery) return 0;
        var speed = 0.5 + 0.5 * (now - Until) / _recovery;
        _debt += parts * (1 / speed - 1);
        var slots = (long)_debt;
        _debt -= slots;
        return slots;
    }
}
