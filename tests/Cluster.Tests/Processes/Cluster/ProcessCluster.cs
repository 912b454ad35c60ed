using Npgsql;

namespace Hark.Cluster.Tests;

/// <summary>Silos and API hosts, each a process of its own, on one database.</summary>
sealed class ProcessCluster : IAsyncDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly List<string> _journals = [];
    readonly HarkSettings _settings;

    ProcessCluster(string database, int rate, IEnumerable<(string Name, string Value)> settings)
    {
        (Database, Rate) = (database, rate);
        Ledger = new(database);
        _settings = HarkSettings.Sending("", rate).With("Database__ConnectionString", database).With("Database__Connections", "4")
            .With("Cluster__Address", "127.0.0.1").With("Stores__SingleSendRate", "50").With("Api__RequestsPerSecond", "100000")
            .With("Logging__LogLevel__Orleans", "Warning").With("Logging__Console__FormatterName", "simple").With("Logging__Console__FormatterOptions__TimestampFormat", "HH:mm:ss.fff ");
        _settings.Remove("Simulator__Journal");
        foreach (var (name, value) in settings) _settings[name] = value;
    }

    public string Database { get; }

    /// <summary>Parts per second.</summary>
    public int Rate { get; }

    public LedgerOfACluster Ledger { get; }
    public List<Node> Silos { get; } = [];
    public List<Node> Hosts { get; } = [];

    /// <summary>Of the first API host.</summary>
    public HttpClient Http => Hosts[0].Http;

    /// <summary>A cluster on a database of its own.</summary>
    /// <param name="settings">Of all processes, as environment variables without <c>HARK__</c>.</param>
    public static async Task<ProcessCluster> Start(int silos, int hosts, int rate, params (string Name, string Value)[] settings) =>
        await Start(await TestDatabases.New(), silos, hosts, rate, settings: settings);

    /// <param name="wayOfSilo">Each silo's own connection string, when it is not the database's.</param>
    public static async Task<ProcessCluster> Start(string database, int silos, int hosts, int rate, Func<int, string>? wayOfSilo = null, params (string Name, string Value)[] settings)
    {
        var cluster = new ProcessCluster(database, rate, settings);
        try
        {
            for (var i = 0; i < silos; i++) cluster.AddSilo(wayOfSilo?.Invoke(i) ?? database);
            for (var i = 0; i < hosts; i++) cluster.Hosts.Add(new(cluster._folder.Root, "api", cluster._settings));
            await Task.WhenAll(cluster.Silos.Concat(cluster.Hosts).Select(n => n.Start()));
            return cluster;
        }
        catch (Exception e)
        {
            var story = cluster.Story;
            await cluster.DisposeAsync();
            throw new InvalidOperationException($"The cluster did not start.\n{story}", e);
        }
    }

    /// <summary>What reached the handsets, by whichever silo.</summary>
    public List<Arrival> Arrivals() => [.. _journals.SelectMany(Journal.Read)];

    public List<Arrival> ArrivalsBy(Node silo) => [.. Journal.Read(_journals[Silos.IndexOf(silo)])];

    /// <summary>Starts what has ended, and waits until all are members.</summary>
    public async Task Whole()
    {
        await Task.WhenAll(Silos.Concat(Hosts).Where(n => !n.Alive).Select(n => n.Start()));
        await using var view = await Look();
        await Until.True(async () => await view.Members() == Silos.Count, "all silos are members");
    }

    public Task Arrived(int more)
    {
        var before = Arrivals().Count;
        return Until.True(() => Arrivals().Count >= before + more, $"{more} more texts have arrived");
    }

    /// <summary>Whether the membership table says so.</summary>
    public async Task<bool> TakenForDead(Node silo)
    {
        const int dead = 6;
        await using var source = NpgsqlDataSource.Create(Database);
        await using var status = source.CreateCommand($"SELECT status FROM orleans_membership WHERE port = {silo.SiloPort} ORDER BY generation DESC LIMIT 1");
        return await status.ExecuteScalarAsync() is dead;
    }

    /// <summary>A view of the actors from inside; made when it is needed, while all known silos live.</summary>
    public Task<ClusterView> Look() => ClusterView.Open(Database, Silos);

    public string Story => string.Join("\n", Silos.Concat(Hosts).Select(n => n.Story));

    public ValueTask DisposeAsync()
    {
        foreach (var node in Silos.Concat(Hosts)) node.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    void AddSilo(string database)
    {
        var journal = Path.Combine(_folder.Root, $"journal-{Silos.Count}");
        _journals.Add(journal);
        Silos.Add(new(_folder.Root, "silo", _settings.With("Database__ConnectionString", database).With("Simulator__Journal", journal)
            .With("Cluster__SiloPort", $"{FreePort.Next()}").With("Cluster__GatewayPort", $"{FreePort.Next()}")));
    }
}
