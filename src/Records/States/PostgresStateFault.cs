using System.Net.Sockets;
using Npgsql;

namespace Hark.Records;

static class PostgresStateFault
{
    /// <summary>The server rolled the transaction back for the sake of another (serialization failure, deadlock): it may run again.</summary>
    public static bool IsRolledBackForAnother(PostgresException error) => error.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>The server did not answer, or could not be reached.</summary>
    public static bool IsSilence(Exception error) => error is TimeoutException or NpgsqlException { InnerException: TimeoutException or SocketException };

    /// <summary>The server did not do it, or it is not known that it did.</summary>
    public static StorageUnavailableException ToUnavailable(PostgresAddress address, Exception error) => new(PostgresFault.Sentence(address, error), error);
}
