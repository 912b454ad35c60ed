namespace Hark.Grains;

/// <summary>What the nodes of a pool said is waiting. A node is forgotten two seconds after its last piece has ended.</summary>
sealed class NodeReports
{
    /// <summary>
    /// Of a window, while a higher priority waits. An exit without a text of the higher one lets lower ones pass, so many of them under
    /// way would take a third of the pool. Measured: with this they get their promised tenth (9.4 to 10.8 %, 2 and 4 nodes, 30/s and
    /// 300/s); with a ninth it is 4 %, since at the exits they stay longer.
    /// </summary>
    const double LowerWindow = 1 / 3.0;

    static readonly TimeSpan s_memory = TimeSpan.FromSeconds(2);

    readonly Dictionary<string, (IReadOnlyList<Backlog> Waiting, TimeSpan Until)> _nodes = [];

    public void Report(LeaseRequest request, TimeSpan now) => _nodes[request.Node] = (request.Waiting, now + s_memory);

    /// <summary>The node holds time through an instant. Reports for it once more: the write of that may have taken longer than a report is remembered.</summary>
    public void Holds(LeaseRequest request, TimeSpan through, TimeSpan now) => Report(request, through > now ? through : now);

    public IReadOnlyDictionary<StoreId, long> Waiting(TimeSpan now)
    {
        Forget(now);
        return ByStore(_nodes.Values.SelectMany(n => n.Waiting));
    }

    /// <returns>Null when nothing waits on other nodes.</returns>
    public IReadOnlyDictionary<StoreId, long>? Elsewhere(string node, TimeSpan now)
    {
        Forget(now);
        var sums = ByStore(_nodes.Where(n => n.Key != node).SelectMany(n => n.Value.Waiting));
        return sums.Count > 0 ? sums : null;
    }

    /// <summary>
    /// By priority. Stores weigh the same whatever waits for them; a store on several nodes is divided among them by what waits on
    /// each. So fairness by store holds over the whole cluster.
    /// </summary>
    /// <returns>Each above 0, at most 1. Null when no other node is known.</returns>
    public IReadOnlyList<double>? SharesOf(string node, TimeSpan now)
    {
        Forget(now);
        if (_nodes.Count == 1) return null;
        var shares = new double[ExitQueue.Priorities];
        var higherWaits = false;
        for (var priority = 0; priority < shares.Length; priority++)
        {
            var all = ByStore(At(_nodes.Values.SelectMany(n => n.Waiting), priority));
            var own = At(_nodes[node].Waiting, priority).Sum(w => (double)w.Parts / all[w.Store]);
            // Who has nothing waiting may begin like one more store.
            var share = own > 0 ? own / all.Count : 1.0 / (all.Count + 1);
            shares[priority] = higherWaits ? share * LowerWindow : share;
            higherWaits |= all.Count > 0;
        }
        return shares;
    }

    static IEnumerable<Backlog> At(IEnumerable<Backlog> waiting, int priority) => waiting.Where(w => (int)w.Priority == priority);

    static Dictionary<StoreId, long> ByStore(IEnumerable<Backlog> waiting)
    {
        var sums = new Dictionary<StoreId, long>();
        foreach (var (store, _, parts) in waiting) sums[store] = sums.GetValueOrDefault(store) + parts;
        return sums;
    }

    void Forget(TimeSpan now)
    {
        foreach (var gone in _nodes.Where(n => n.Value.Until < now).Select(n => n.Key).ToList()) _nodes.Remove(gone);
    }
}
