namespace Hark.Records;

/// <summary>A prepared statement of one connection. Values are added in the order of <c>$1</c>, <c>$2</c>, ...; then it is run, or its rows are read.</summary>
public abstract class RecordStatement
{
    public abstract RecordStatement Add(long? value);
    public abstract RecordStatement Add(string? value);
    public abstract RecordStatement Add(byte[] value);
    public RecordStatement Add(bool value) => Add(value ? 1 : 0);
    internal RecordStatement AddKey(StateKey key) => key.Text is { } text ? Add(text) : Add(key.Number);
    /// <summary>Times are kept as unix milliseconds.</summary>
    public RecordStatement Add(DateTimeOffset? value) => Add(value?.ToUnixTimeMilliseconds());

    /// <summary>Runs it to its end.</summary>
    /// <returns>Rows changed.</returns>
    public abstract int Run();

    /// <summary>Moves to the next row; false after the last.</summary>
    public abstract bool Read();

    /// <summary>Ends the reading before the last row.</summary>
    protected abstract void End();

    public List<T> All<T>(Func<RecordStatement, T> row)
    {
        var rows = new List<T>();
        while (Read()) rows.Add(row(this));
        return rows;
    }

    public T? One<T>(Func<RecordStatement, T> row)
    {
        var value = Read() ? row(this) : default;
        End();
        return value;
    }

    /// <summary>The first column of the first row; null when there is none.</summary>
    public long? Number()
    {
        var value = Read() ? LongOrNull(0) : null;
        End();
        return value;
    }

    public abstract bool IsNull(int column);
    public abstract long Long(int column);
    public abstract string Text(int column);
    public abstract byte[] Blob(int column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);
    public int Int(int column) => checked((int)Long(column));
    public bool Bool(int column) => Long(column) != 0;
    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);
    public DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeMilliseconds(Long(column));
    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);
}
