using System.Runtime.InteropServices;

namespace Hark.Records;

/// <summary>How the numbers of campaigns by status and code change in one transaction: gathered, then written once per status and code.</summary>
sealed class CountChanges(RecordSession session)
{
    static readonly Sql AddCount = Sql.Named("Deliveries/counts-add");

    readonly Dictionary<(long Campaign, DeliveryStatus Status, string Code), long> _changes = [];

    public void Add(long campaign, DeliveryStatus status, string? code, long by = 1) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_changes, (campaign, status, code ?? ""), out _) += by;

    public void Move(long campaign, DeliveryStatus from, string? fromCode, DeliveryStatus to, string? toCode, long count = 1)
    {
        Add(campaign, from, fromCode, -count);
        Add(campaign, to, toCode, count);
    }

    public void Write()
    {
        // In one order, so that two writers of the same counts wait for one another instead of stopping one another.
        var changes = _changes.Where(change => change.Value != 0)
            .OrderBy(change => change.Key.Campaign).ThenBy(change => change.Key.Status).ThenBy(change => change.Key.Code, StringComparer.Ordinal).ToList();
        session.RunEach(AddCount, changes, (values, change) => values.Add(change.Key.Campaign).Add((long)change.Key.Status).Add(change.Key.Code).Add(change.Value));
    }
}
