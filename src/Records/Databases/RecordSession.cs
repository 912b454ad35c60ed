namespace Hark.Records;

/// <summary>One connection with its prepared statements. Used by one thread at a time.</summary>
public abstract class RecordSession
{
    /// <summary>The prepared statement of a query, ready for its first value.</summary>
    public abstract RecordStatement Statement(Sql sql);
}
