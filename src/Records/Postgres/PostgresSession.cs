using System.Data;
using Npgsql;

namespace Hark.Records;

/// <summary>One connection of its own thread.</summary>
sealed class PostgresSession : RecordSession, IDisposable
{
    static readonly Sql SetUp = Sql.Named("Postgres/session");

    readonly NpgsqlConnection _connection;
    readonly PostgresPulse _pulse;
    readonly Dictionary<Sql, PostgresStatement> _statements = [];
    readonly List<PostgresStatement> _used = [];

    /// <exception cref="NpgsqlException"/>
    public PostgresSession(NpgsqlDataSource source, PostgresPulse pulse)
    {
        _pulse = pulse;
        _connection = source.CreateConnection();
        try
        {
            _connection.Open();
            using var command = new NpgsqlCommand(SetUp.Postgres, _connection);
            command.ExecuteNonQuery();
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Whether the connection may be used again after an error.</summary>
    public bool IsOpen => _connection.FullState == ConnectionState.Open;

    public override PostgresStatement Statement(Sql sql) => Statement(sql, forMany: false);

    public override int RunEach<T>(Sql sql, IReadOnlyCollection<T> items, Action<RecordStatement, T> add) =>
        items.Count == 0 ? 0 : Filled(sql, items, add).Run();

    public override List<TRow> AllOfEach<T, TRow>(Sql sql, IReadOnlyCollection<T> items, Action<RecordStatement, T> add, Func<RecordStatement, TRow> row) =>
        items.Count == 0 ? [] : Filled(sql, items, add).All(row);

    /// <summary>Runs work as it wants to be run and commits it.</summary>
    public void Run(RecordWork work)
    {
        if (!work.Atomic)
        {
            RunAndEnd(work);
            return;
        }
        // BEGIN travels with the first statement.
        using var transaction = _connection.BeginTransaction(work.Reading ? IsolationLevel.RepeatableRead : IsolationLevel.ReadCommitted);
        RunAndEnd(work);
        _pulse.Beat();
        transaction.Commit();
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _connection.Dispose();
    }

    void RunAndEnd(RecordWork work)
    {
        try { work.Run(this); }
        finally
        {
            foreach (var statement in _used) statement.Reset();
            _used.Clear();
        }
    }

    PostgresStatement Filled<T>(Sql sql, IReadOnlyCollection<T> items, Action<RecordStatement, T> add)
    {
        var statement = Statement(sql, forMany: true);
        foreach (var item in items)
        {
            add(statement, item);
            statement.EndItem();
        }
        return statement;
    }

    PostgresStatement Statement(Sql sql, bool forMany)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements.Add(sql, statement = new PostgresStatement(_connection, _pulse, sql, forMany));
        if (statement.ForMany != forMany) throw new InvalidOperationException($"{sql.Name} is run for {(forMany ? "one" : "many")} elsewhere; its text fits only one of both.");
        _used.Add(statement);
        return statement.Reset();
    }
}
