namespace Hark.Grains;

/// <summary>Which communication short code a person and a store talk on. Pure: the Subscriber keeps the state, this decides.</summary>
/// <remarks>A relation holds its code while it is Opted-in or Pending. Afterwards it only remembers it, so that HELP, START and a second STOP are understood there until another store of this number takes it.</remarks>
public static class CodeBinding
{
    /// <summary>The state in which the relation to the store has a code: its own, else the first that no other holds, else the one that the fewest hold; before one that another remembers, one that nobody does.</summary>
    public static SubscriberState Bind(SubscriberState state, StoreId store, ShortCodes codes)
    {
        var relation = state.With(store);
        if (relation.Code is { } own && codes.Communication.Contains(own)) return state;

        // The first of those that come out the same; a free code has no holder. A code that was left a moment ago is the last of the free ones,
        // because a text to it may still be under way, or given once more by the carrier, and would mean the wrong store.
        var others = state.Relations.Where(other => other.Store != store).ToArray();
        var code = codes.Communication.MinBy(candidate => (others.Count(other => Holds(other, candidate)), others.Any(other => other.Code == candidate && !Holds(other, candidate))))!;
        foreach (var other in state.Relations)
            if (other.Code == code && !Holds(other, code))
                state = state.Put(other with { Code = null });
        return state.Put(relation with { Code = code });
    }

    /// <summary>A relation that is about to be Opted-in or Pending again keeps the code that it remembers, unless another store has come to hold it: then it is bound anew.</summary>
    public static Relation Resume(SubscriberState state, Relation relation) =>
        !IsActive(relation.Status) && state.Relations.Any(other => other.Store != relation.Store && Holds(other, relation.Code)) ? relation with { Code = null } : relation;

    /// <summary>Whom a text to a communication code is meant for: the stores that hold it, else those that remember it.</summary>
    public static IReadOnlyList<StoreId> StoresOn(IReadOnlyList<StoreStanding> standings, string code)
    {
        var on = standings.Where(standing => standing.Code == code).ToArray();
        var holders = on.Where(standing => IsActive(standing.Status)).ToArray();
        return [.. (holders.Length > 0 ? holders : on).Select(standing => standing.Store)];
    }

    static bool Holds(Relation relation, string? code) => code is not null && relation.Code == code && IsActive(relation.Status);

    static bool IsActive(ConsentStatus status) => status is ConsentStatus.OptedIn or ConsentStatus.Pending;
}
