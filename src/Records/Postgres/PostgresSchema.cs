using System.ComponentModel.DataAnnotations;
using Npgsql;

namespace Hark.Records;

/// <summary>Makes the tables of a database and checks that they are those this program knows. Safe from several processes at once.</summary>
/// <param name="migrations">One set or several; those of a set in rising order.</param>
/// <exception cref="DatabaseUnreachableException">From each method: the database cannot be connected to.</exception>
/// <exception cref="ValidationException">From each method: the connection string cannot be read.</exception>
public sealed class PostgresSchema(IReadOnlyList<Migration> migrations)
{
    // A migration may rewrite millions of rows, and another process may be at it.
    const int LongestChangeSeconds = 600;
    const int LongestCheckSeconds = 10;

    static readonly Sql Versions = Sql.Named("Postgres/versions");
    static readonly Sql Applied = Sql.Named("Postgres/versions-applied");
    static readonly Sql Apply = Sql.Named("Postgres/versions-add");
    static readonly Sql Lock = Sql.Named("Postgres/versions-lock");
    static readonly Sql Exists = Sql.Named("Postgres/versions-exist");

    public PostgresSchema() : this(Migration.Records) { }

    /// <summary>Makes what is missing, also in an empty database.</summary>
    /// <exception cref="DatabaseSchemaException">The tables are those of a newer version.</exception>
    public void Install(string connectionString) => Change(connectionString, alsoNew: true);

    /// <summary>Brings tables of an older version to this one.</summary>
    /// <exception cref="DatabaseSchemaException">There are no tables, or those of a newer version.</exception>
    public void Upgrade(string connectionString) => Change(connectionString, alsoNew: false);

    /// <summary>Changes nothing.</summary>
    /// <exception cref="DatabaseSchemaException">The tables are missing, older or newer; says what to do.</exception>
    public void Check(string connectionString)
    {
        var (address, settings) = PostgresAddress.Of(connectionString);
        settings.CommandTimeout = LongestCheckSeconds;
        Run(address, settings, connection =>
        {
            var applied = ReadApplied(connection);
            RefuseNewer(address, applied);
            if (Missing(applied) is not [var first, ..]) return;
            throw applied.Any(a => a.Set == first.Set)
                ? new DatabaseSchemaException($"The tables of {address} are of an older version ({first.Set} {first.Number} is missing): run with --upgrade.")
                : NotInstalled(address);
        });
    }

    void Change(string connectionString, bool alsoNew)
    {
        var (address, settings) = PostgresAddress.Of(connectionString);
        settings.CommandTimeout = LongestChangeSeconds;
        Run(address, settings, connection =>
        {
            // Held by the connection, so that it is free again when this process ends in whatever way.
            Execute(connection, null, Lock);
            var applied = ReadApplied(connection);
            if (!alsoNew && !applied.Any(a => migrations.Any(m => m.Set == a.Set))) throw NotInstalled(address);
            RefuseNewer(address, applied);
            Execute(connection, null, Versions);
            foreach (var migration in Missing(applied)) Run(connection, migration);
        });
    }

    List<Migration> Missing(HashSet<(string Set, int Number)> applied) => [.. migrations.Where(m => !applied.Contains((m.Set, m.Number)))];

    void RefuseNewer(PostgresAddress address, HashSet<(string Set, int Number)> applied)
    {
        var known = migrations.Select(m => (m.Set, m.Number)).ToHashSet();
        var sets = migrations.Select(m => m.Set).ToHashSet();
        foreach (var (set, number) in applied)
            if (sets.Contains(set) && !known.Contains((set, number)))
                throw new DatabaseSchemaException($"The tables of {address} are of a newer version ({set} {number}) than this program knows: run the newer program.");
    }

    static DatabaseSchemaException NotInstalled(PostgresAddress address) => new($"There are no tables in {address} yet: run with --install.");

    static void Run(NpgsqlConnection connection, Migration migration)
    {
        using var transaction = connection.BeginTransaction();
        using (var command = new NpgsqlCommand(migration.Text, connection, transaction)) command.ExecuteNonQuery();
        Execute(connection, transaction, Apply, migration.Set, migration.Number);
        transaction.Commit();
    }

    static HashSet<(string Set, int Number)> ReadApplied(NpgsqlConnection connection)
    {
        using (var exists = new NpgsqlCommand(Exists.Postgres, connection))
            if (exists.ExecuteScalar() is not true) return [];
        using var command = new NpgsqlCommand(Applied.Postgres, connection);
        using var rows = command.ExecuteReader();
        var applied = new HashSet<(string, int)>();
        while (rows.Read()) applied.Add((rows.GetString(0), rows.GetInt32(1)));
        return applied;
    }

    static void Execute(NpgsqlConnection connection, NpgsqlTransaction? transaction, Sql sql, params object[] values)
    {
        using var command = new NpgsqlCommand(sql.Postgres, connection, transaction);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        command.ExecuteNonQuery();
    }

    static void Run(PostgresAddress address, NpgsqlConnectionStringBuilder settings, Action<NpgsqlConnection> work)
    {
        try
        {
            using var source = PostgresAddress.Source(settings);
            using var connection = source.OpenConnection();
            work(connection);
        }
        catch (Exception error) when (PostgresFault.IsStorage(error))
        {
            throw new DatabaseUnreachableException(PostgresFault.Sentence(address, error), error);
        }
    }
}
