namespace Hark.Grains;

/// <summary>What the nodes of a pool said is waiting. A node is forgotten two seconds after its last piece has ended.</summary>
sealed class NodeReports
{
    static readonly TimeSpan s_memory = TimeSpan.FromSeconds(2);

    readonly Dictionary<string, (IReadOnlyDictionary<StoreId, long> Waiting, TimeSpan Until)> _nodes = [];

    public void Report(LeaseRequest request, TimeSpan now) => _nodes[request.Node] = (request.Waiting, now + s_memory);

    public void Holds(string node, TimeSpan through) => _nodes[node] = _nodes[node] with { Until = through + s_memory };

    public IReadOnlyDictionary<StoreId, long> Waiting(TimeSpan now)
    {
        Forget(now);
        var sums = new Dictionary<StoreId, long>();
        foreach (var (waiting, _) in _nodes.Values)
            foreach (var (store, parts) in waiting)
                if (parts > 0) sums[store] = sums.GetValueOrDefault(store) + parts;
        return sums;
    }

    /// <summary>Stores weigh the same whatever waits for them; a store on several nodes is divided among them by what waits on each. So fairness by store holds over the whole cluster.</summary>
    /// <returns>Above 0, at most 1.</returns>
    public double ShareOf(string node, TimeSpan now)
    {
        var sums = Waiting(now);
        if (sums.Count == 0) return 1.0 / _nodes.Count;
        var own = _nodes[node].Waiting.Where(w => w.Value > 0).Sum(w => (double)w.Value / sums[w.Key]);
        return own > 0 ? own / sums.Count : 1.0 / (sums.Count + 1);
    }

    void Forget(TimeSpan now)
    {
        foreach (var gone in _nodes.Where(n => n.Value.Until < now).Select(n => n.Key).ToList()) _nodes.Remove(gone);
    }
}
