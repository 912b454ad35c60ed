using System.Diagnostics;
using System.Globalization;
using Hark.Records;
using Hark.Testing;
using Npgsql;

namespace Hark.Bench;

/// <summary>Writes of actors' states on PostgreSQL: ours, many in one statement, against one prepared statement each, as Orleans' own provider sends them.</summary>
static class StateBench
{
    const int Actors = 100_000;
    const int Callers = 1_000;
    const int Connections = 16;
    static readonly byte[] Data = new byte[300];

    public static async Task Run()
    {
        await using var server = await PostgresServer.Start();
        var database = await server.NewDatabase();
        new PostgresSchema().Install(database);

        await using var store = new PostgresStateStore(new() { ConnectionString = database });
        var versions = new long?[Actors];
        async Task Save(int actor) => versions[actor] = await store.Save("subscriber", actor.ToString(CultureInfo.InvariantCulture), Data, versions[actor]);
        var (inserts, updates) = (await PerSecond(Save), await PerSecond(Save));

        var settings = new NpgsqlConnectionStringBuilder(database) { MaxPoolSize = Connections, MaxAutoPrepare = 20, AutoPrepareMinUsages = 1, NoResetOnClose = true };
        await using var source = NpgsqlDataSource.Create(settings.ConnectionString);
        await One("CREATE TABLE one_by_one (kind text, key text, version bigint NOT NULL, data bytea NOT NULL, PRIMARY KEY (kind, key)) WITH (fillfactor = 70)");
        var (singleInserts, singleUpdates) = (
            await PerSecond(actor => One("INSERT INTO one_by_one VALUES ('subscriber', $1, 1, $2)", actor.ToString(CultureInfo.InvariantCulture), Data)),
            await PerSecond(actor => One("UPDATE one_by_one SET version = version + 1, data = $2 WHERE kind = 'subscriber' AND key = $1 AND version = 1", actor.ToString(CultureInfo.InvariantCulture), Data)));
        Table.Row("first writes", $"{inserts:N0}", $"{singleInserts:N0}", $"{inserts / singleInserts:F1}");
        Table.Row("later writes", $"{updates:N0}", $"{singleUpdates:N0}", $"{updates / singleUpdates:F1}");

        async Task One(string sql, params object[] values)
        {
            await using var command = source.CreateCommand(sql);
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Every actor once, by so many callers at a time.</summary>
    static async Task<double> PerSecond(Func<int, Task> write)
    {
        var (next, watch) = (0, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            for (var actor = Interlocked.Increment(ref next) - 1; actor < Actors; actor = Interlocked.Increment(ref next) - 1) await write(actor);
        }));
        return Actors / watch.Elapsed.TotalSeconds;
    }
}
