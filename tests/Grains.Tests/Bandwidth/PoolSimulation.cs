using Hark.Testing;

namespace Hark.Grains.Tests;

/// <summary>One pool, some nodes and their pumps, on a clock that the test moves.</summary>
sealed class PoolSimulation
{
    readonly List<Pump> _pumps = [];
    readonly List<Node> _nodes = [];
    readonly Disk<BandwidthState> _disk = new();
    IBandwidth _actor;

    public PoolSimulation(double rate, TimeSpan delay = default)
    {
        // Answers of the pool run on inline, so that a step of the clock has happened when it returns.
        SynchronizationContext.SetSynchronizationContext(null);
        Options = new BandwidthOptions { Rate = rate };
        Delay = delay;
        _actor = Activate();
    }

    public ManualTime Time { get; } = new();
    public BandwidthOptions Options { get; }
    public HandOvers HandOvers { get; } = new();
    public TimeSpan Delay { get; set; }
    public bool Unreachable { get; set; }
    public double Seconds => Time.GetTimestamp() / (double)TimeSpan.TicksPerSecond;
    public IBandwidth Actor => _actor;

    public IBandwidth Activate() => new Bandwidth(_disk.Open(), Options, Time, "shared");

    /// <summary>The pool's process dies and another activation takes over.</summary>
    public void Restart() => _actor = Activate();

    /// <summary>Calls go to an activation of the test's choice.</summary>
    public void Route(IBandwidth actor) => _actor = actor;

    public SendPacer AddNode()
    {
        var node = new Node(this);
        _nodes.Add(node);
        return node.Pacer;
    }

    public Pump AddPump(SendPacer pacer, long store, Priority priority, int parts = 1, long texts = long.MaxValue / 64)
    {
        var pump = new Pump(this, pacer, new StoreId(store), priority, parts, texts);
        _pumps.Add(pump);
        return pump;
    }

    /// <summary>Lets time pass, millisecond by millisecond; in longer steps where slots are seconds long.</summary>
    public void Run(double seconds)
    {
        var step = Options.Rate < 10 ? 20 : 1;
        var steps = (int)Math.Round(seconds * 1000 / step);
        for (var i = 0; i < steps; i++)
        {
            foreach (var pump in _pumps) pump.Step();
            Time.Advance(TimeSpan.FromMilliseconds(step));
        }
        foreach (var pump in _pumps) pump.Step();
    }

    public Task After(TimeSpan delay)
    {
        if (delay == TimeSpan.Zero) return Task.CompletedTask;
        var passed = new TaskCompletionSource();
        Time.CreateTimer(_ => passed.SetResult(), null, delay, Timeout.InfiniteTimeSpan);
        return passed.Task;
    }

    /// <summary>A process, with the way from it to the pool and back.</summary>
    sealed class Node : IBandwidth
    {
        readonly PoolSimulation _pool;

        public Node(PoolSimulation pool)
        {
            _pool = pool;
            Pacer = new SendPacer($"node{pool._nodes.Count}", () => this, pool.Options, pool.Time);
        }

        public SendPacer Pacer { get; }

        public async Task<Lease> Lease(LeaseRequest request)
        {
            await _pool.After(_pool.Delay).ConfigureAwait(false);
            if (_pool.Unreachable) throw new TimeoutException("No answer.");
            var lease = await _pool._actor.Lease(request).ConfigureAwait(false);
            await _pool.After(_pool.Delay).ConfigureAwait(false);
            return lease;
        }

        public Task<PoolView> View() => _pool._actor.View();
    }
}

/// <summary>Sends texts of one size for one store as fast as it may.</summary>
sealed class Pump
{
    readonly PoolSimulation _pool;
    readonly SendPacer _pacer;
    readonly Priority _priority;
    readonly int _parts;
    readonly List<Task<bool>> _atExit = [];
    long _left;
    bool _ready = true;

    public Pump(PoolSimulation pool, SendPacer pacer, StoreId store, Priority priority, int parts, long texts)
    {
        (_pool, _pacer, _priority, _parts, _left, Store) = (pool, pacer, priority, parts, texts, store);
        Line = pacer.Join(store, priority, () => _ready = true);
        Line.Want(texts * parts);
    }

    public PacerLine Line { get; }
    public StoreId Store { get; }
    public int TurnedAway { get; private set; }
    public int Done { get; private set; }

    public void Add(long texts)
    {
        _left += texts;
        _ready = true;
    }

    public void Step()
    {
        Settle();
        while (_ready && _left > 0)
        {
            _ready = false;
            var texts = Line.Take(_parts, (int)Math.Min(_left, 1_000));
            _left -= texts;
            for (var i = 0; i < texts; i++) _atExit.Add(_pacer.HandOver(_parts, _priority).AsTask());
            Settle();
            if (texts > 0) _ready = true;
        }
    }

    void Settle()
    {
        for (var i = 0; i < _atExit.Count; i++)
        {
            if (!_atExit[i].IsCompleted) continue;
            Record(_atExit[i].Result);
            _atExit.RemoveAt(i--);
        }
    }

    void Record(bool left)
    {
        if (left)
        {
            Done++;
            _pool.HandOvers.Add(_pool.Seconds, _parts, Store, _priority);
            return;
        }
        TurnedAway++;
        Line.Release(_parts);
    }
}
