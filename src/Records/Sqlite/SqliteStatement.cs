using SQLitePCL;

namespace Hark.Records;

/// <summary>A prepared statement of one connection. Values are added in the order of <c>$1</c>, <c>$2</c>, ...; then it is run, or its rows are read.</summary>
/// <remarks>Straight on SQLite's own interface: the ledger runs several statements per text, and ADO.NET's parameters by name cost more than the statements.</remarks>
public sealed class SqliteStatement
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

    public SqliteStatement Add(long value) { Check(raw.sqlite3_bind_int64(_handle, Place(), value)); return this; }
    public SqliteStatement Add(long? value) => value is { } v ? Add(v) : AddNull();
    public SqliteStatement Add(bool value) => Add(value ? 1 : 0);
    public SqliteStatement Add(DateTimeOffset value) => Add(value.ToUnixTimeMilliseconds());
    public SqliteStatement Add(DateTimeOffset? value) => value is { } v ? Add(v) : AddNull();
    public SqliteStatement Add(string? value) { Check(value is null ? raw.sqlite3_bind_null(_handle, Place()) : raw.sqlite3_bind_text(_handle, Place(), value)); return this; }
    public SqliteStatement Add(byte[] value) { Check(raw.sqlite3_bind_blob(_handle, Place(), value)); return this; }
    internal SqliteStatement AddKey(StateKey key) => key.Text is { } text ? Add(text) : Add(key.Number);
    SqliteStatement AddNull() { Check(raw.sqlite3_bind_null(_handle, Place())); return this; }

    /// <summary>Runs it to its end.</summary>
    /// <returns>Rows changed.</returns>
    public int Run()
    {
        while (Read()) { }
        return _session.Changes;
    }

    /// <summary>Moves to the next row; false after the last.</summary>
    public bool Read()
    {
        var code = raw.sqlite3_step(_handle);
        if (code == raw.SQLITE_ROW) return true;
        // The error is repeated by reset; step has told it already.
        if (code != raw.SQLITE_DONE) throw _session.Error(code);
        Reset();
        return false;
    }

    public List<T> All<T>(Func<SqliteStatement, T> row)
    {
        var rows = new List<T>();
        while (Read()) rows.Add(row(this));
        return rows;
    }

    public T? One<T>(Func<SqliteStatement, T> row)
    {
        var value = Read() ? row(this) : default;
        Reset();
        return value;
    }

    /// <summary>The first column of the first row; null when there is none.</summary>
    public long? Number()
    {
        var value = Read() ? LongOrNull(0) : null;
        Reset();
        return value;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;
    public long Long(int column) => raw.sqlite3_column_int64(_handle, column);
    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);
    public int Int(int column) => checked((int)Long(column));
    public bool Bool(int column) => Long(column) != 0;
    public string Text(int column) => raw.sqlite3_column_text(_handle, column).utf8_to_string();
    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);
    public byte[] Blob(int column) => raw.sqlite3_column_blob(_handle, column).ToArray();
    public DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeMilliseconds(Long(column));
    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

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
