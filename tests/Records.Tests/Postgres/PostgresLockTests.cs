using System.Text.RegularExpressions;

namespace Hark.Records.Tests;

/// <summary>Nothing takes a table lock: queries read and write rows. What locks a whole table is for migrations.</summary>
public sealed partial class PostgresLockTests
{
    /// <summary>SQLite makes the table of a kind of actors when it is first used; the table of versions is made by an installation.</summary>
    static readonly string[] Elsewhere = ["States/create-number", "States/create-text", "Postgres/versions"];

    [Fact]
    public void Queries_LockRowsOnly()
    {
        var queries = typeof(Sql).Assembly.GetManifestResourceNames().Where(name => !name.Contains("Migrations/", StringComparison.Ordinal)).Except(Elsewhere).ToList();
        Assert.Contains("Deliveries/claim", queries);
        Assert.DoesNotContain(queries, name => LocksTable().IsMatch(Comment().Replace(Sql.Named(name).Text, "")));
    }

    [Theory]
    [InlineData("LOCK TABLE ids")]
    [InlineData("TRUNCATE probe")]
    [InlineData("create index a ON b (c)")]
    public void Pattern_FindsWhatItForbids(string query) => Assert.Matches(LocksTable(), query);

    [GeneratedRegex(@"^\s*(LOCK|TRUNCATE|ALTER|CREATE|DROP|VACUUM|REINDEX|CLUSTER|REFRESH)\b", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex LocksTable();

    [GeneratedRegex("--.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
