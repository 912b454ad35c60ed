using Npgsql;
using NpgsqlTypes;

namespace Hark.Records;

/// <summary>The table <c>actor_states</c>: many rows in one round trip and one transaction.</summary>
sealed class PostgresStateTable(NpgsqlDataSource source)
{
    const int MostAttempts = 5;

    static readonly Sql LoadRows = Sql.Named("States/actors-load");
    static readonly Sql InsertRows = Sql.Named("States/actors-insert");
    static readonly Sql UpdateRows = Sql.Named("States/actors-update");
    static readonly Sql DeleteRows = Sql.Named("States/actors-delete");

    public async Task Load(List<StateLoad> loads)
    {
        var found = new StoredState?[loads.Count];
        await using (var connection = await source.OpenConnectionAsync())
        {
            await using var command = new NpgsqlCommand(LoadRows.Postgres, connection) { Parameters = { Texts(loads, load => load.Kind), Texts(loads, load => load.Key) } };
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync()) found[rows.GetInt64(0) - 1] = new StoredState(rows.GetFieldValue<byte[]>(2), rows.GetInt64(1));
        }
        for (var i = 0; i < loads.Count; i++) loads[i].SetResult(found[i]);
    }

    /// <summary>Commits the writes and notes what became of each; their callers are not answered yet. No two are of one actor.</summary>
    public async Task Write(List<StateWrite> writes)
    {
        // Every batch of every silo locks its rows in this order, so that two of them seldom wait for each other.
        writes.Sort(StateWrite.Compare);
        var inserts = writes.FindAll(write => write is { Data: not null, Expected: null });
        var updates = writes.FindAll(write => write is { Data: not null, Expected: not null });
        var deletes = writes.FindAll(write => write.Data is null);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Commit(inserts, updates, deletes);
                return;
            }
            catch (PostgresException error) when (PostgresStateFault.IsRolledBackForAnother(error) && attempt < MostAttempts)
            {
                foreach (var write in writes) write.Written = null;
            }
        }
    }

    async Task Commit(List<StateWrite> inserts, List<StateWrite> updates, List<StateWrite> deletes)
    {
        await using var connection = await source.OpenConnectionAsync();
        // Sent together without BEGIN, they are one transaction.
        await using var batch = new NpgsqlBatch(connection);
        if (inserts.Count > 0) batch.BatchCommands.Add(Command(InsertRows, inserts, Datas(inserts)));
        if (updates.Count > 0) batch.BatchCommands.Add(Command(UpdateRows, updates, Versions(updates), Datas(updates)));
        if (deletes.Count > 0) batch.BatchCommands.Add(Command(DeleteRows, deletes, Versions(deletes)));
        await using var rows = await batch.ExecuteReaderAsync();
        if (inserts.Count > 0)
        {
            var byActor = inserts.ToDictionary(write => (write.Kind, write.Key));
            while (await rows.ReadAsync()) byActor[(rows.GetString(0), rows.GetString(1))].Written = rows.GetInt64(2);
            await rows.NextResultAsync();
        }
        if (updates.Count > 0) await NoteChanged(rows, updates);
        if (deletes.Count > 0) await NoteChanged(rows, deletes);
        // The server tells of a failed commit only after the last result.
        await rows.CloseAsync();
    }

    static async Task NoteChanged(NpgsqlDataReader rows, List<StateWrite> writes)
    {
        while (await rows.ReadAsync())
        {
            var write = writes[(int)rows.GetInt64(0) - 1];
            write.Written = write.Expected + 1;
        }
        await rows.NextResultAsync();
    }

    static NpgsqlBatchCommand Command(Sql sql, List<StateWrite> writes, params ReadOnlySpan<NpgsqlParameter> others)
    {
        var command = new NpgsqlBatchCommand(sql.Postgres) { Parameters = { Texts(writes, write => write.Kind), Texts(writes, write => write.Key) } };
        foreach (var parameter in others) command.Parameters.Add(parameter);
        return command;
    }

    static NpgsqlParameter<List<string>> Texts<T>(List<T> rows, Converter<T, string> value) => Array(NpgsqlDbType.Text, rows.ConvertAll(value));
    static NpgsqlParameter<List<long>> Versions(List<StateWrite> writes) => Array(NpgsqlDbType.Bigint, writes.ConvertAll(write => write.Expected!.Value));
    static NpgsqlParameter<List<byte[]>> Datas(List<StateWrite> writes) => Array(NpgsqlDbType.Bytea, writes.ConvertAll(write => write.Data!));
    static NpgsqlParameter<List<T>> Array<T>(NpgsqlDbType type, List<T> values) => new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
}
