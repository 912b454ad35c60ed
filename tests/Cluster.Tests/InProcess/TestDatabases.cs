using Hark.Silo;
using Hark.Testing;

namespace Hark.Cluster.Tests;

/// <summary>One PostgreSQL server for the suite, and databases with the schema in them, copied from a first one.</summary>
static class TestDatabases
{
    static readonly Lazy<Task<PostgresServer>> Server = new(Begin);

    /// <returns>The connection string of a database of its own.</returns>
    public static async Task<string> New()
    {
        var server = await Server.Value;
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
