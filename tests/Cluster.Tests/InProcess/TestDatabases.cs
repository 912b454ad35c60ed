using Hark.Silo;

namespace Hark.Cluster.Tests;

/// <summary>One PostgreSQL server for the suite, and databases with the schema in them, copied from a first one.</summary>
static class TestDatabases
{
    static readonly Lazy<Task<PostgresServer>> Started = new(Begin);

    public static Task<PostgresServer> Server => Started.Value;

    /// <returns>The connection string of a database of its own.</returns>
    public static async Task<string> New()
    {
        var server = await Server;
        return await server.NewDatabase("hark_template");
    }

    static async Task<PostgresServer> Begin()
    {
        var server = await PostgresServer.Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().Wait();
        var template = await server.NewDatabase(name: "hark_template");
        ClusterSchema.Tables.Install(template);
        return server;
    }
}
