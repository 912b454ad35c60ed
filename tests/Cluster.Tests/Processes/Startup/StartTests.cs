using System.Diagnostics;
using Npgsql;

namespace Hark.Cluster.Tests;

/// <summary>Installations that start at once, and what stops the start: exit code 2 and a sentence that names the database and no password.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class StartTests(ITestOutputHelper output) : IDisposable
{
    const string Password = "the-secret-of-the-guest";
    static readonly TimeSpan LongestRefusal = TimeSpan.FromSeconds(15);

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EmptyDatabase_InstalledByTwoAtOnceAndServedByTwoSilosAtOnce()
    {
        var database = await (await TestDatabases.Server).NewDatabase();
        using var one = Begin(database, "--install");
        using var other = Begin(database, "--install");
        Assert.Equal((0, 0), (await one.Exit(), await other.Exit()));
        Assert.Equal("", one.Errors + other.Errors);

        await using var cluster = await ProcessCluster.Start(database, silos: 2, hosts: 1, rate: 100);
        await cluster.Whole();
        await Shop.Open(cluster.Http);
    }

    [Fact]
    public async Task EmptyDatabase_IsRefused() =>
        await Refused(await (await TestDatabases.Server).NewDatabase(), "There are no tables in", "run with --install");

    [Fact]
    public async Task OlderTables_AreRefusedUntilTwoUpgradedThemAtOnce()
    {
        var database = await TestDatabases.New();
        await using (var source = NpgsqlDataSource.Create(database))
        await using (var older = source.CreateCommand("DELETE FROM orleansquery WHERE querykey LIKE '%StorageKey'; DELETE FROM schema_versions WHERE part = 'orleans' AND number = 4"))
            await older.ExecuteNonQueryAsync();
        await Refused(database, "are of an older version", "run with --upgrade");

        using var one = Begin(database, "--upgrade");
        using var other = Begin(database, "--upgrade");
        Assert.Equal((0, 0), (await one.Exit(), await other.Exit()));
        await using var cluster = await ProcessCluster.Start(database, silos: 1, hosts: 0, rate: 100);
    }

    [Fact]
    public async Task NewerTables_AreRefused()
    {
        var database = await TestDatabases.New();
        await using (var source = NpgsqlDataSource.Create(database))
        await using (var newer = source.CreateCommand("INSERT INTO schema_versions (part, number) SELECT part, max(number) + 1 FROM schema_versions GROUP BY part"))
            await newer.ExecuteNonQueryAsync();
        await Refused(database, "are of a newer version", "run the newer program");
    }

    [Fact]
    public async Task WrongPassword_IsRefused()
    {
        var server = await TestDatabases.Server;
        await server.NewUser("guest", Password);
        await Refused(new NpgsqlConnectionStringBuilder(await TestDatabases.New()) { Username = "guest", Password = $"not-{Password}" }.ConnectionString, "refused the user name or password");
    }

    [Fact]
    public async Task MissingDatabase_IsRefused() => await Refused((await TestDatabases.Server).Of("nowhere"), "There is no database nowhere");

    [Fact]
    public async Task NoServer_IsRefused() => await Refused($"Host=127.0.0.1;Port={FreePort.Next()};Username=guest;Password={Password};Database=hark", "cannot be reached");

    async Task Refused(string database, params string[] says)
    {
        var watch = Stopwatch.StartNew();
        using var silo = Begin(database, "--role", "silo", "--urls", "http://127.0.0.1:0");
        var code = await silo.Exit();
        var took = watch.Elapsed;
        output.WriteLine($"{code} after {took.TotalSeconds:0.0} s: {silo.Errors}");
        Assert.Equal(2, code);
        var sentence = Assert.Single(silo.Errors.TrimEnd().Split('\n'));
        Assert.StartsWith("Hark did not start. ", sentence, StringComparison.Ordinal);
        Assert.All(says.Append("127.0.0.1").Append(new NpgsqlConnectionStringBuilder(database).Database!), part => Assert.Contains(part, sentence, StringComparison.Ordinal));
        Assert.DoesNotContain(Password, silo.Output + silo.Errors, StringComparison.Ordinal);
        Assert.True(took < LongestRefusal, $"{took}");
    }

    HarkProcess Begin(string database, params string[] arguments) =>
        HarkProcess.Begin(_folder.Root, new() { ["Database__ConnectionString"] = database, ["Cluster__Address"] = "127.0.0.1", ["Cluster__SiloPort"] = $"{FreePort.Next()}", ["Cluster__GatewayPort"] = $"{FreePort.Next()}" },
            [SiloProgramFile.Path, .. arguments]);
}
