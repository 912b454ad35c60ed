using System.Data;
using Npgsql;
using NpgsqlTypes;

namespace Hark.Records;

/// <summary>A statement prepared on one connection. Where it runs for many items, each of its values is an array with a place for each of them.</summary>
sealed class PostgresStatement(NpgsqlConnection connection, PostgresPulse pulse, Sql sql, bool forMany) : RecordStatement, IDisposable
{
    readonly NpgsqlCommand _command = new(sql.Postgres, connection);
    NpgsqlDataReader? _reader;
    int _added;

    public bool ForMany => forMany;

    public override RecordStatement Add(long? value) => AddValue(value, NpgsqlDbType.Bigint);
    public override RecordStatement Add(string? value) => AddValue(value is null ? null : PostgresText.Clean(value), NpgsqlDbType.Text);
    public override RecordStatement Add(byte[] value) => AddValue(value, NpgsqlDbType.Bytea);

    /// <summary>The next item's values follow.</summary>
    public void EndItem() => _added = 0;

    public override int Run()
    {
        Prepare();
        var changed = _command.ExecuteNonQuery();
        Reset();
        return changed;
    }

    public override bool Read()
    {
        pulse.Beat();
        if (_reader is null)
        {
            Prepare();
            _reader = _command.ExecuteReader(CommandBehavior.SingleResult);
        }
        if (_reader.Read()) return true;
        Reset();
        return false;
    }

    public override bool IsNull(int column) => _reader!.IsDBNull(column);
    public override long Long(int column) => _reader!.GetInt64(column);
    public override string Text(int column) => _reader!.GetString(column);
    public override byte[] Blob(int column) => _reader!.GetFieldValue<byte[]>(column);

    protected override void End() => Reset();

    public PostgresStatement Reset()
    {
        _reader?.Dispose();
        _reader = null;
        _added = 0;
        if (forMany)
            foreach (NpgsqlParameter parameter in _command.Parameters) ((System.Collections.IList)parameter.Value!).Clear();
        return this;
    }

    public void Dispose() => _command.Dispose();

    PostgresStatement AddValue<T>(T value, NpgsqlDbType type)
    {
        if (forMany) ((List<T>)Parameter(type | NpgsqlDbType.Array, static () => new List<T>()).Value!).Add(value);
        else Parameter(type, static () => DBNull.Value).Value = (object?)value ?? DBNull.Value;
        _added++;
        return this;
    }

    NpgsqlParameter Parameter(NpgsqlDbType type, Func<object> first)
    {
        if (_added == _command.Parameters.Count) _command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = first() });
        var parameter = _command.Parameters[_added];
        return parameter.NpgsqlDbType == type ? parameter : throw new InvalidOperationException($"${_added + 1} of {sql.Name} was prepared as {parameter.NpgsqlDbType}, not {type}.");
    }

    // After the first values are known: a statement is prepared with the types of its parameters.
    void Prepare()
    {
        pulse.Beat();
        if (!_command.IsPrepared) _command.Prepare();
    }
}
