using SQLitePCL;

namespace Hark.Records;

public sealed class SqliteSession : RecordSession, IDisposable
{
    readonly sqlite3 _handle;
    readonly Dictionary<Sql, SqliteStatement> _statements = [];
    readonly List<SqliteStatement> _used = [];

    static SqliteSession() => Batteries_V2.Init();

    internal SqliteSession(string file, bool readOnly)
    {
        var flags = raw.SQLITE_OPEN_NOMUTEX | (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        var code = raw.sqlite3_open_v2(file, out _handle, flags, null);
        if (code != raw.SQLITE_OK)
        {
            var error = Error(code);
            _handle.Dispose();
            throw error;
        }
        _ = raw.sqlite3_extended_result_codes(_handle, 1);
    }

    public override SqliteStatement Statement(Sql sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            var code = raw.sqlite3_prepare_v3(_handle, sql.Text, raw.SQLITE_PREPARE_PERSISTENT, out var handle);
            if (code != raw.SQLITE_OK) throw Error(code);
            statement = new SqliteStatement(this, handle);
            _statements.Add(sql, statement);
        }
        _used.Add(statement);
        return statement.Reset();
    }

    internal int Changes => raw.sqlite3_changes(_handle);

    /// <summary>False once SQLite has rolled the transaction back by itself, as it does after some disk errors.</summary>
    internal bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    internal void Script(string text)
    {
        var code = raw.sqlite3_exec(_handle, text);
        if (code != raw.SQLITE_OK) throw Error(code);
    }

    internal long Pragma(string text)
    {
        var code = raw.sqlite3_prepare_v2(_handle, $"PRAGMA {text}", out var statement);
        if (code != raw.SQLITE_OK) throw Error(code);
        try
        {
            code = raw.sqlite3_step(statement);
            if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE)) throw Error(code);
            return code == raw.SQLITE_ROW ? raw.sqlite3_column_int64(statement, 0) : 0;
        }
        finally { raw.sqlite3_finalize(statement); }
    }

    internal string? PragmaText(string text)
    {
        var code = raw.sqlite3_prepare_v2(_handle, $"PRAGMA {text}", out var statement);
        if (code != raw.SQLITE_OK) throw Error(code);
        try
        {
            code = raw.sqlite3_step(statement);
            if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE)) throw Error(code);
            return code == raw.SQLITE_ROW ? raw.sqlite3_column_text(statement, 0).utf8_to_string() : null;
        }
        finally { raw.sqlite3_finalize(statement); }
    }

    /// <summary>Ends the reading of statements that stopped before their last row; an open one would hold its snapshot.</summary>
    internal void ResetUsed()
    {
        foreach (var statement in _used) statement.Reset();
        _used.Clear();
    }

    internal SqliteErrorException Error(int code) => new(code, raw.sqlite3_errmsg(_handle).utf8_to_string());

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Close();
        _statements.Clear();
        _handle.Dispose();
    }
}
