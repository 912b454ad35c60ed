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
        foreach (var ((campaign, status, code), by) in _changes)
            if (by != 0) session.Statement(AddCount).Add(campaign).Add((long)status).Add(code).Add(by).Run();
    }
}
