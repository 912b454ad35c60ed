using Npgsql;

namespace Hark.Records;

/// <summary>What an error of PostgreSQL means for the work it struck.</summary>
static class PostgresFault
{
    const string IdleInTransaction = "25P03";

    /// <summary>Two transactions met, and this one was undone: it may be run again and will see the other's work.</summary>
    public static bool IsMeeting(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation };

    /// <summary>The server or the way to it is at fault, not the statement.</summary>
    public static bool IsStorage(Exception error) => error switch
    {
        PostgresException { SqlState: var state } => state[..2] is "08" or "53" or "57" or "58" or "28" or "XX" || state is PostgresErrorCodes.ReadOnlySqlTransaction or
            PostgresErrorCodes.InvalidCatalogName or IdleInTransaction,
        NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException => true,
        _ => false,
    };

    public static string Sentence(PostgresAddress address, Exception error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => $"There is no room left to write to {address}: free disk space on the server.",
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } =>
            $"{Begin(address)} takes no more connections: raise max_connections on the server or lower Database:Connections.",
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => $"{Begin(address)} takes no writes: it is a standby or set to read-only.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            $"{Begin(address)} refused the user name or password: check Database:ConnectionString.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => $"There is no database {address.Database} at {address.Host}:{address.Port}: create it, or check Database:ConnectionString.",
        PostgresException refused => $"{Begin(address)} failed: {refused.MessageText}. Look at the server's log.",
        _ when Timeout(error) => $"{Begin(address)} did not answer in time. Look at the server and the way to it.",
        _ => $"{Begin(address)} cannot be reached: {(error.InnerException ?? error).Message.TrimEnd('.')}. Look at the server and the way to it.",
    };

    static bool Timeout(Exception error) => error is TimeoutException || (error.InnerException is { } inner && Timeout(inner));

    static string Begin(PostgresAddress address) => $"T{address.ToString()[1..]}";
}
