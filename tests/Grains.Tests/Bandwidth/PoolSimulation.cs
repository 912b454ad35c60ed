using Hark.Testing;

namespace Hark.Grains.Tests;

/// <summary>One pool, some nodes and their pumps, on a clock that the test moves. A text leaves from a random node, as in a cluster; with one node, from that.</summary>
sealed class PoolSimulation
{
    readonly List<Pump> _pumps = [];
    readonly List<Node> _nodes = [];
    readonly Disk<BandwidthState> _disk = new();
    readonly Random _routes;
    IBandwidth _actor;

    /// <param name="delay">From a node to the pool, and as long back.</param>
    public PoolSimulation(double rate, TimeSpan delay = default, int seed = 42)
    {
        Options = new BandwidthOptions { Rate = rate };
        Delay = delay;
        _routes = new Random(seed);
        _actor = Activate();
    }

    public ManualTime Time { get; } = new();
    public BandwidthOptions Options { get; }
    public HandOvers HandOvers { get; } = new();
    public TimeSpan Delay { get; set; }

    /// <summary>From a pump to a Subscriber on another node, and as long back.</summary>
    public TimeSpan Network { get; set; }

    /// <summary>From the slot to the carrier's answer.</summary>
    public TimeSpan AtCarrier { get; set; }

    public bool Unreachable { get; set; }
    public double Seconds => Time.GetTimestamp() / (double)TimeSpan.TicksPerSecond;
    public IBandwidth Actor => _actor;

    /// <summary>State writes of the pool.</summary>
    public int Writes => _disk.Version;

    public IBandwidth Activate() => new Bandwidth(_disk.Open(), Options, Time, "shared");

    /// <summary>The pool's process dies and another activation takes over.</summary>
    public void Restart() => _actor = Activate();

    /// <summary>Calls go to an activation of the test's choice.</summary>
    public void Route(IBandwidth actor) => _actor = actor;

    public Node AddNode()
    {
        var node = new Node(this, $"node{_nodes.Count}");
        _nodes.Add(node);
        return node;
    }

    public Node[] AddNodes(int count) => [.. Enumerable.Range(0, count).Select(_ => AddNode())];

    public Pump AddPump(Node node, long store, Priority priority, int parts = 1, long texts = long.MaxValue / 64)
    {
        var pump = new Pump(this, node, new StoreId(store), priority, parts, texts);
        _pumps.Add(pump);
        return pump;
    }

    /// <summary>Nodes that the cluster believes alive: texts are routed to them.</summary>
    public int Members => _nodes.Count(n => !n.DeclaredDead);

    /// <summary>Where a Subscriber happens to live.</summary>
    public Node RandomNode()
    {
        var members = _nodes.Where(n => !n.DeclaredDead).ToList();
        return members[members.Count == 1 ? 0 : _routes.Next(members.Count)];
    }

    /// <summary>Lets time pass, millisecond by millisecond; in longer steps where slots are seconds long.</summary>
    public void Run(double seconds)
    {
        // Answers of the pool run on inline, so that a step of the clock has happened when it returns.
        SynchronizationContext.SetSynchronizationContext(null);
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
}
