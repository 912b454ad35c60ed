using System.Globalization;

namespace Hark.Testing;

/// <summary>A text that reached a handset.</summary>
/// <param name="At">When it was handed over, in Unix milliseconds.</param>
public readonly record struct Arrival(long At, DeliveryId Delivery, PhoneNumber Number, int Parts);

/// <summary>What reached the handsets, told by the carrier and not by the ledger.</summary>
public static class Journal
{
    public static IReadOnlyList<Arrival> Read(string path)
    {
        if (!File.Exists(path)) return [];
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var arrivals = new List<Arrival>();
        while (file.ReadLine() is { } line)
        {
            // A process killed within a write may leave half a line. Its text was never answered, so the ledger does not claim that it arrived.
            if (line.Split(' ') is not [var at, var delivery, var number, var parts] || !int.TryParse(parts, CultureInfo.InvariantCulture, out var count)) continue;
            if (Ids.TryParse<DeliveryId>(delivery, out var id)) arrivals.Add(new(long.Parse(at, CultureInfo.InvariantCulture), id, PhoneNumber.Parse(number), count));
        }
        return arrivals;
    }

    /// <summary>Deliveries or numbers that are there more than once.</summary>
    public static int Twice<T>(IEnumerable<T> all) => all.GroupBy(a => a).Count(g => g.Count() > 1);

    /// <summary>The most parts in any second.</summary>
    public static int Peak(IEnumerable<Arrival> arrivals)
    {
        const int second = 1_000;
        var window = new Queue<Arrival>();
        var (parts, peak) = (0, 0);
        foreach (var arrival in arrivals.OrderBy(a => a.At))
        {
            window.Enqueue(arrival);
            parts += arrival.Parts;
            while (arrival.At - window.Peek().At >= second) parts -= window.Dequeue().Parts;
            peak = Math.Max(peak, parts);
        }
        return peak;
    }
}
