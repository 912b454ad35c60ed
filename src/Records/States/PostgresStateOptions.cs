using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Npgsql;

namespace Hark.Records;

/// <summary>How the states of actors reach PostgreSQL.</summary>
public sealed class PostgresStateOptions
{
    [Required(ErrorMessage = "Database:ConnectionString must name a PostgreSQL database.")]
    public string ConnectionString { get; set; } = "";

    /// <summary>Batches of writes under way at once, each on a connection of its own, 1 to 16. More of them are smaller ones.</summary>
    [Range(1, 16, ErrorMessage = "WriteConnections must be 1 to 16.")]
    public int WriteConnections { get; set; } = 2;

    /// <summary>Batches of loads under way at once, each on a connection of its own, 1 to 16.</summary>
    [Range(1, 16, ErrorMessage = "ReadConnections must be 1 to 16.")]
    public int ReadConnections { get; set; } = 2;

    /// <summary>Most rows in a batch, 1 to 10,000. Those of one batch are refused together when the connection breaks.</summary>
    [Range(1, 10_000, ErrorMessage = "BatchRows must be 1 to 10,000.")]
    public int BatchRows { get; set; } = 500;

    /// <summary>The longest wait for a connection, in whole seconds, 1 to 60.</summary>
    [Range(1, 60, ErrorMessage = "ConnectTimeout must be 1 to 60 s.")]
    public int ConnectTimeout { get; set; } = 3;

    /// <summary>The longest wait for the answer to a batch, in whole seconds, 1 to 60. Each of its statements, the wait for a row that another has locked included, has half of that on the server.</summary>
    [Range(1, 60, ErrorMessage = "AnswerTimeout must be 1 to 60 s.")]
    public int AnswerTimeout { get; set; } = 5;

    internal string Connections() => new NpgsqlConnectionStringBuilder(ConnectionString)
    {
        ApplicationName = "hark states",
        MaxPoolSize = WriteConnections + ReadConnections,
        Timeout = ConnectTimeout,
        CommandTimeout = AnswerTimeout,
        // A server that is silent does not answer a request to cancel either.
        CancellationTimeout = -1,
        MaxAutoPrepare = 8,
        AutoPrepareMinUsages = 1,
        // Every use is one statement or batch that leaves nothing behind.
        NoResetOnClose = true,
        Enlist = false,
        Options = string.Join(' ', ServerSettings()),
    }.ConnectionString;

    IEnumerable<string> ServerSettings()
    {
        if (new NpgsqlConnectionStringBuilder(ConnectionString).Options is { } given) yield return given;
        // An acknowledged state is what keeps a person from being texted twice. A server that is set to acknowledge before the disk has it would lose the last writes with its power.
        yield return "-c synchronous_commit=on";
        yield return "-c default_transaction_isolation=read\\ committed";
        // One index look-up per row is the only plan that is ever right here; chosen from the statistics of a table that was empty a minute ago, it might be another.
        yield return "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off";
        // Whoever waits for a row that somebody else has locked gives up before we do: so it is known that nothing was kept, and no orphan stays in the queue for the lock.
        yield return string.Create(CultureInfo.InvariantCulture, $"-c statement_timeout={AnswerTimeout * 500}");
    }

    /// <exception cref="ValidationException">Names the option and the rule.</exception>
    internal void Validate() => Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
}
