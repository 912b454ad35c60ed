namespace Hark.Grains;

/// <summary>Admission within one priority: deficit round robin by store, counted in parts. Not thread-safe; the pacer's lock guards it.</summary>
sealed class FairQueue(int window)
{
    readonly Dictionary<StoreId, Turn> _stores = [];
    readonly Queue<Turn> _ring = [];

    /// <summary>Parts admitted and not yet handed over.</summary>
    public long Admitted { get; private set; }

    public void Free(int parts) => Admitted = Math.Max(0, Admitted - parts);

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
    public void Admit(Queue<PacerLine> ready)
    {
        // Large windows are refilled an eighth at a time: one wake-up for many texts.
        if (window >= 64 && Admitted > window - window / 8) return;
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
            // Two texts may always be in flight, so a text larger than the window goes too, and nothing smaller overtakes it.
            if (Admitted + line.Parts > Math.Max(window, 2 * line.Parts)) return;
            turn.Deficit -= line.Parts;
            Admitted += line.Parts;
            line.Grant(ready);
            turn.Lines.Enqueue(turn.Lines.Dequeue());
        }
    }

    /// <summary>One store's place in the round, with its lines in turn.</summary>
    sealed class Turn(StoreId store)
    {
        public StoreId Store => store;
        public Queue<PacerLine> Lines { get; } = [];
        public int Deficit { get; set; }
    }
}
