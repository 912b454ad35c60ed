namespace Hark.Grains;

/// <summary>What one process may have under way: a fair queue and a window for each priority. Not thread-safe; the pacer's lock guards it.</summary>
sealed class Admission(BandwidthOptions options, long frequency)
{
    /// <summary>Of a new sample of the time at the carrier.</summary>
    const double Weight = 1 / 8.0;

    readonly FairQueue[] _queues = [new(), new(), new()];
    readonly HashSet<PacerLine> _lines = [];
    readonly Queue<PacerLine> _ready = [];
    TimeSpan? _atCarrier;

    /// <summary>Parts waiting for admission over all lines.</summary>
    public long Waiting { get; set; }

    /// <summary>Parts admitted and not yet answered.</summary>
    public long Admitted => _queues.Sum(q => q.Window.Admitted);

    public bool AnyReady => _ready.Count > 0;

    public void Join(PacerLine line) => _lines.Add(line);

    /// <param name="shares">By priority; null: all of the windows are this process'.</param>
    public void Resize(IReadOnlyList<double>? shares)
    {
        var atCarrier = _atCarrier ?? TimeSpan.Zero;
        var (window, stay) = (options.Window(atCarrier), (options.Lead + atCarrier).TotalSeconds * frequency);
        for (var i = 0; i < _queues.Length; i++) _queues[i].Window.Resize(window, shares?[i] ?? 1, stay);
    }

    /// <summary>Admits what fits.</summary>
    /// <returns>When to look again, though nothing has been freed.</returns>
    public long Admit(long now)
    {
        var due = long.MaxValue;
        foreach (var queue in _queues) due = Math.Min(due, queue.Admit(now, _ready));
        return due;
    }

    public int Take(PacerLine line, int parts, int most, long now)
    {
        var queue = Of(line);
        queue.Window.Free(now, line.Ask(parts, most));
        if (line.Asked > 0) queue.Enter(line);
        queue.Admit(now, _ready);
        return line.Collect();
    }

    public void Free(PacerLine line, int parts, TimeSpan? atCarrier, long now)
    {
        Of(line).Window.Free(now, parts);
        // Texts at the carrier are under way, too: the window covers them, or a slow carrier would leave the pool empty.
        if (atCarrier is { } sample) _atCarrier = _atCarrier is { } smoothed ? smoothed + Weight * (sample - smoothed) : sample;
    }

    public void Leave(PacerLine line, long now)
    {
        if (!_lines.Remove(line)) return;
        line.SetWanted(0);
        Of(line).Window.Free(now, line.Ask(line.Parts, 0));
        line.Left = true;
    }

    /// <summary>The next line to be told that it may take.</summary>
    public PacerLine? NextReady()
    {
        while (_ready.TryDequeue(out var line))
            if (line.IsToBeTold()) return line;
        return null;
    }

    public List<Backlog> Backlog() =>
        [.. _lines.Where(l => l.Waiting > 0).GroupBy(l => (l.Store, l.Priority), (place, lines) => new Backlog(place.Store, place.Priority, lines.Sum(l => l.Waiting)))];

    FairQueue Of(PacerLine line) => _queues[(int)line.Priority];
}
