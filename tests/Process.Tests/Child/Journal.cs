using System.Globalization;

namespace Hark.Process.Tests;

/// <summary>A text that reached a handset.</summary>
readonly record struct Arrival(DeliveryId Delivery, PhoneNumber Number);

/// <summary>What reached the handsets, told by the carrier and not by the ledger.</summary>
static class Journal
{
    public static IReadOnlyList<Arrival> Read(TemporaryFolder folder)
    {
        if (!File.Exists(folder.Journal)) return [];
        using var file = new StreamReader(new FileStream(folder.Journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var arrivals = new List<Arrival>();
        while (file.ReadLine() is { } line)
        {
            // A process killed within a write may leave half a line. Its text was never answered, so the ledger does not claim that it arrived.
            if (line.Split(' ') is not [_, var delivery, var number, var parts] || !int.TryParse(parts, CultureInfo.InvariantCulture, out _)) continue;
            if (Ids.TryParse<DeliveryId>(delivery, out var id)) arrivals.Add(new(id, PhoneNumber.Parse(number)));
        }
        return arrivals;
    }

    /// <summary>Deliveries or numbers that are there more than once.</summary>
    public static int Twice<T>(IEnumerable<T> all) => all.GroupBy(a => a).Count(g => g.Count() > 1);
}
