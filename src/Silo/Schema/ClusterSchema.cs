using System.Globalization;
using Hark.Records;

namespace Hark.Silo;

/// <summary>All tables of a cluster: our records and actors' states, and what Orleans keeps beside them.</summary>
static class ClusterSchema
{
    const string Folder = "Orleans/";

    public static PostgresSchema Tables { get; } = new([.. Migration.Records, .. Orleans()]);

    static IEnumerable<Migration> Orleans()
    {
        var assembly = typeof(ClusterSchema).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return new("orleans", int.Parse(name.AsSpan(Folder.Length, 4), CultureInfo.InvariantCulture), text.ReadToEnd());
        }
    }
}
