using SQLitePCL;

namespace Hark.Records;

/// <summary>SQLite refused a statement.</summary>
sealed class SqliteErrorException(int code, string message) : Exception($"{message} (SQLite {code})")
{
    int Primary { get; } = code & 0xFF;

    /// <summary>True when the file or disk is at fault, not the statement: whatever else is in the transaction cannot be kept either.</summary>
    public bool IsStorage => Primary is raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB
        or raw.SQLITE_CANTOPEN or raw.SQLITE_NOMEM or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL or raw.SQLITE_PERM or raw.SQLITE_AUTH;

    public bool IsDamage => Primary is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    public bool IsFull => Primary == raw.SQLITE_FULL;
}
