namespace Hark.Carriers;

/// <summary>By which link the texts of a sender leave.</summary>
/// <param name="Name">Names the link in settings, carrier references, metrics and pools.</param>
public sealed record Route(string Name, string Kind, IReadOnlyList<string> Senders, double? Rate = null, string? Failover = null);

/// <summary>All links of an installation.</summary>
public sealed class Routes
{
    readonly Dictionary<string, Route> _byName;
    readonly Dictionary<string, Route> _bySender;

    /// <param name="usual">For every sender that no other link names.</param>
    /// <exception cref="ArgumentException">Two links have the same name or sender, or a failover leads nowhere. The message is a sentence for the operator.</exception>
    public Routes(Route usual, IReadOnlyList<Route> others)
    {
        (Usual, All) = (usual, [usual, .. others]);
        if (Twice(All.Select(r => r.Name)) is { } name) throw new ArgumentException($"Two links are called '{name}'.");
        if (Twice(others.SelectMany(r => r.Senders)) is { } sender) throw new ArgumentException($"Links: the sender {sender} is named twice.");
        _byName = All.ToDictionary(r => r.Name);
        _bySender = others.SelectMany(r => r.Senders, (route, s) => (route, s)).ToDictionary(p => p.s, p => p.route);
        foreach (var route in others)
            if (Flaw(route) is { } flaw)
                throw new ArgumentException(flaw);
    }

    public Route Usual { get; }
    public IReadOnlyList<Route> All { get; }

    public Route Of(string sender) => _bySender.GetValueOrDefault(sender, Usual);

    /// <summary>The pool of a sender; null is the one that all share.</summary>
    public string? PoolOf(string sender) => Of(sender) is { Rate: not null } route ? route.Name : null;

    /// <summary>Pools of single links, in parts per second.</summary>
    public IReadOnlyDictionary<string, double> Pools => All.Where(r => r.Rate is not null).ToDictionary(r => r.Name, r => r.Rate!.Value);

    string? Flaw(Route route)
    {
        if (route.Failover is not { } name) return null;
        var setting = $"Links:{route.Name}:Failover is '{name}'";
        if (name == route.Name || !_byName.TryGetValue(name, out var failover))
            return $"{setting}, which is no other link. There are {string.Join(", ", _byName.Keys.Where(n => n != route.Name))}.";
        if (failover.Kind == "simulator") return $"{setting}: nobody would get the texts.";
        // The pool is the sender's: texts would come to the other link at a rate that is not its own.
        return route.Rate is null && failover.Rate is null ? null : $"{setting}, but a link with a Rate of its own neither has a failover nor is one.";
    }

    static string? Twice(IEnumerable<string> words) => words.GroupBy(w => w).FirstOrDefault(g => g.Count() > 1)?.Key;
}
