namespace Hark.Records;

/// <param name="Limit">1 to 500.</param>
/// <param name="Cursor">What <see cref="Page{T}.Next"/> said; null for the first page.</param>
public sealed record PageRequest(int Limit = 50, string? Cursor = null);

/// <param name="Next">Null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>The cursor is not one that we gave out.</summary>
public sealed class CursorException(string cursor) : Exception($"'{cursor}' is not a cursor of this list.");
