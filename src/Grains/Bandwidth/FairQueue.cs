namespace Hark.Grains;

/// <summary>Admission within one priority: deficit round robin by store, counted in parts. Not thread-safe; the pacer's lock guards it.</summary>
sealed class FairQueue
{
    readonly Dictionary<StoreId, Turn> _stores = [];
    readonly Queue<Turn> _ring = [];

    public AdmissionWindow Window { get; } = new();

    /// <summary>A line that waits takes its place in its store's turn.</summary>
    public void Enter(PacerLine line)
    {
        if (line.Queued) return;
        line.Queued = true;
        if (!_stores.TryGetValue(line.Store, out var turn))
        {
            _stores[line.Store] = turn = new Turn(line.Store);
            _ring.Enqueue(turn);
        }
        turn.Lines.Enqueue(line);
    }

    /// <summary>Admits what fits, and names the lines that got something.</summary>
    /// <returns>When to look again, though nothing has been freed.</returns>
    public long Admit(long now, Queue<PacerLine> ready)
    {
        if (Window.IsNearlyFull) return long.MaxValue;
        while (_ring.TryPeek(out var turn))
        {
            if (turn.Lines.Count == 0)
            {
                _stores.Remove(turn.Store);
                _ring.Dequeue();
                continue;
            }
            var line = turn.Lines.Peek();
            if (line.Asked == 0)
            {
                turn.Lines.Dequeue().Queued = false;
                continue;
            }
            if (turn.Deficit < line.Parts)
            {
                turn.Deficit++;
                _ring.Enqueue(_ring.Dequeue());
                continue;
            }
            if (!Window.Admits(now, line.Parts, out var due)) return due;
            turn.Deficit -= line.Parts;
            Window.Add(now, line.Parts);
            line.Grant(ready);
            turn.Lines.Enqueue(turn.Lines.Dequeue());
        }
        return long.MaxValue;
    }

    /// <summary>One store's place in the round, with its lines in turn.</summary>
    sealed class Turn(StoreId store)
    {
        public StoreId Store => store;
        public Queue<PacerLine> Lines { get; } = [];
        public int Deficit { get; set; }
    }
}
