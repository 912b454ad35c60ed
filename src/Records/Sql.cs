using System.Collections.Concurrent;

namespace Hark.Records;

/// <summary>One query, kept in a <c>.sql</c> file and named by its path without the ending (<c>Deliveries/queue</c>). Parameters are <c>$1</c>, <c>$2</c>, ...</summary>
/// <remarks>Connections cache prepared statements by the instance, so queries are held in static fields, not made per call.</remarks>
public sealed class Sql
{
    static readonly ConcurrentDictionary<string, Sql> Known = new();

    Sql(string name, string text) => (Name, Text) = (name, text);

    public string Name { get; }
    public string Text { get; }

    /// <exception cref="InvalidOperationException">There is no such file.</exception>
    public static Sql Named(string name) => Known.GetOrAdd(name, static n => new Sql(n, Load(n)));

    /// <summary>The names in a folder, in order.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        [.. typeof(Sql).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(folder + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The query for a table that is known only at run time.</summary>
    internal Sql ForTable(string table) => new($"{Name}:{table}", Text.Replace("{table}", table, StringComparison.Ordinal));

    static string Load(string name)
    {
        using var stream = typeof(Sql).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"There is no query '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
