namespace Hark.Records;

/// <summary>One connection with its prepared statements. Used by one thread at a time.</summary>
public abstract class RecordSession
{
    /// <summary>The prepared statement of a query, ready for its first value.</summary>
    public abstract RecordStatement Statement(Sql sql);

    /// <summary>Runs a query once for each item, in their order.</summary>
    /// <remarks>PostgreSQL is asked once, however many they are: its text is given an array for each value (<c>unnest</c>).</remarks>
    /// <param name="add">Adds the item's values.</param>
    /// <returns>Rows changed.</returns>
    public virtual int RunEach<T>(Sql sql, IReadOnlyCollection<T> items, Action<RecordStatement, T> add)
    {
        var changed = 0;
        foreach (var item in items)
        {
            var statement = Statement(sql);
            add(statement, item);
            changed += statement.Run();
        }
        return changed;
    }

    /// <summary>The rows that a query finds for all items, in no particular order.</summary>
    /// <inheritdoc cref="RunEach" path="/remarks"/>
    public virtual List<TRow> AllOfEach<T, TRow>(Sql sql, IReadOnlyCollection<T> items, Action<RecordStatement, T> add, Func<RecordStatement, TRow> row)
    {
        var rows = new List<TRow>();
        foreach (var item in items)
        {
            var statement = Statement(sql);
            add(statement, item);
            rows.AddRange(statement.All(row));
        }
        return rows;
    }
}
