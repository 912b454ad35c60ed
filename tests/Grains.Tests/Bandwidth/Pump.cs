namespace Hark.Grains.Tests;

/// <summary>Sends texts of one size for one store as fast as it may, each to a Subscriber on some node.</summary>
sealed class Pump
{
    readonly PoolSimulation _pool;
    readonly Node _node;
    readonly Priority _priority;
    readonly int _parts;
    readonly List<FlyingText> _flying = [];
    long _left;
    bool _ready = true;

    public Pump(PoolSimulation pool, Node node, StoreId store, Priority priority, int parts, long texts)
    {
        (_pool, _node, _priority, _parts, _left, Store) = (pool, node, priority, parts, texts, store);
        Line = node.Pacer.Join(store, priority, () => _ready = true);
        Line.Want(texts * parts);
    }

    public PacerLine Line { get; }
    public StoreId Store { get; }
    public int TurnedAway { get; private set; }
    public int Done { get; private set; }
    /// <summary>Calls that failed because their node died.</summary>
    public int Lost { get; private set; }

    public void Add(long texts)
    {
        _left += texts;
        _ready = true;
    }

    public void Step()
    {
        Move();
        if (_node.Halted) return;
        while (_ready && _left > 0)
        {
            _ready = false;
            var texts = Line.Take(_parts, (int)Math.Min(_left, 1_000));
            _left -= texts;
            for (var i = 0; i < texts; i++) _flying.Add(new FlyingText(_pool, _node, _parts, _priority, Store));
            Move();
            if (texts > 0) _ready = true;
        }
    }

    void Move()
    {
        for (var i = 0; i < _flying.Count; i++)
        {
            if (_flying[i].Move() is not { } landing || _node.Halted) continue;
            _flying.RemoveAt(i--);
            switch (landing)
            {
                case Landing.Sent: Done++; break;
                case Landing.TurnedAway: TurnedAway++; break;
                case Landing.Lost: Lost++; break;
            }
            Line.Release(_parts, landing == Landing.Sent ? _pool.AtCarrier : null);
        }
    }
}

enum Landing { Sent, TurnedAway, Lost }

/// <summary>One text: from its pump over the network to a Subscriber, to that node's exit, to the carrier, and the answer back.</summary>
sealed class FlyingText
{
    readonly PoolSimulation _pool;
    readonly Node _to;
    readonly int _parts;
    readonly Priority _priority;
    readonly StoreId _store;
    readonly TimeSpan _network;
    double _due;
    Task<Slot>? _atExit;
    Landing? _answer;

    public FlyingText(PoolSimulation pool, Node from, int parts, Priority priority, StoreId store)
    {
        (_pool, _parts, _priority, _store, _to) = (pool, parts, priority, store, pool.RandomNode());
        _network = _to == from ? TimeSpan.Zero : pool.Network;
        _due = pool.Seconds + _network.TotalSeconds;
    }

    /// <summary>Goes as far as it can now.</summary>
    /// <returns>The answer, when it is there.</returns>
    public Landing? Move()
    {
        if (_answer is null && _to.DeclaredDead) return Landing.Lost;
        if (_pool.Seconds < _due - 1e-9) return null;
        if (_answer is not null) return _answer;
        if (_to.Halted) return null;
        _atExit ??= _to.Pacer.HandOver(_parts, _priority, _to.Pacer.Instant).AsTask();
        if (!_atExit.IsCompleted) return null;

        var slot = _atExit.Result;
        _answer = slot.Holds ? Landing.Sent : Landing.TurnedAway;
        if (slot.Holds) _pool.HandOvers.Add(_pool.Seconds, _parts, _store, _priority);
        _due = _pool.Seconds + (_network + (slot.Holds ? _pool.AtCarrier : TimeSpan.Zero)).TotalSeconds;
        return _pool.Seconds < _due - 1e-9 ? null : _answer;
    }
}
