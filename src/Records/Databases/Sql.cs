using System.Collections.Concurrent;

namespace Hark.Records;

/// <summary>
/// One query, kept in a <c>.sql</c> file and named by its path without the ending (<c>Deliveries/queue</c>). Parameters are <c>$1</c>, <c>$2</c>, ...
/// Where PostgreSQL wants it said otherwise, a file <c>queue.postgres.sql</c> stands beside it.
/// </summary>
/// <remarks>Connections cache prepared statements by the instance, so queries are held in static fields, not made per call.</remarks>
public sealed class Sql
{
    static readonly ConcurrentDictionary<string, Sql> Known = new();

    Sql(string name, string text, string postgres) => (Name, Text, Postgres) = (name, text, postgres);

    public string Name { get; }
    public string Text { get; }
    /// <summary>As PostgreSQL is told it.</summary>
    public string Postgres { get; }

    /// <exception cref="InvalidOperationException">There is no such file.</exception>
    public static Sql Named(string name) => Known.GetOrAdd(name, static n => new Sql(n, Load(n), Find($"{n}.postgres") ?? Load(n)));

    /// <summary>The names in a folder, in order.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        [.. typeof(Sql).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(folder + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The query for a table that is known only at run time.</summary>
    internal Sql ForTable(string table) =>
        new($"{Name}:{table}", Text.Replace("{table}", table, StringComparison.Ordinal), Postgres.Replace("{table}", table, StringComparison.Ordinal));

    static string Load(string name) => Find(name) ?? throw new InvalidOperationException($"There is no query '{name}'.");

    static string? Find(string name)
    {
        using var stream = typeof(Sql).Assembly.GetManifestResourceStream(name);
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
