using SQLitePCL;

namespace Hark.Records;

/// <remarks>Straight on SQLite's own interface: the ledger runs several statements per text, and ADO.NET's parameters by name cost more than the statements.</remarks>
public sealed class SqliteStatement : RecordStatement
{
    readonly SqliteSession _session;
    readonly sqlite3_stmt _handle;
    readonly int[] _places;
    int _added;

    internal SqliteStatement(SqliteSession session, sqlite3_stmt handle)
    {
        _session = session;
        _handle = handle;
        // SQLite numbers $-parameters by first appearance; $2 may well appear before $1.
        _places = [.. Enumerable.Range(1, raw.sqlite3_bind_parameter_count(handle)).Select(n => raw.sqlite3_bind_parameter_index(handle, $"${n}"))];
    }

    public override RecordStatement Add(long? value)
    {
        Check(value is { } known ? raw.sqlite3_bind_int64(_handle, Place(), known) : raw.sqlite3_bind_null(_handle, Place()));
        return this;
    }

    public override RecordStatement Add(string? value)
    {
        Check(value is null ? raw.sqlite3_bind_null(_handle, Place()) : raw.sqlite3_bind_text(_handle, Place(), value));
        return this;
    }

    public override RecordStatement Add(byte[] value)
    {
        Check(raw.sqlite3_bind_blob(_handle, Place(), value));
        return this;
    }

    public override int Run()
    {
        while (Read()) { }
        return _session.Changes;
    }

    public override bool Read()
    {
        var code = raw.sqlite3_step(_handle);
        if (code == raw.SQLITE_ROW) return true;
        // The error is repeated by reset; step has told it already.
        if (code != raw.SQLITE_DONE) throw _session.Error(code);
        Reset();
        return false;
    }

    public override bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;
    public override long Long(int column) => raw.sqlite3_column_int64(_handle, column);
    public override string Text(int column) => raw.sqlite3_column_text(_handle, column).utf8_to_string();
    public override byte[] Blob(int column) => raw.sqlite3_column_blob(_handle, column).ToArray();

    protected override void End() => Reset();

    internal SqliteStatement Reset()
    {
        _ = raw.sqlite3_reset(_handle);
        _added = 0;
        return this;
    }

    internal void Close() => raw.sqlite3_finalize(_handle);

    int Place() => _places[_added++];

    void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw _session.Error(code);
    }
}
