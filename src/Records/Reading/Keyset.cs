using System.Buffers.Binary;
using System.Buffers.Text;

namespace Hark.Records;

/// <summary>Pages by the key of the last row seen, so that page 10,000 costs what page 1 does and rows that come meanwhile shift nothing.</summary>
/// <param name="List">Which list the cursor belongs to; another list's is refused.</param>
/// <param name="After">Rows beyond this key come next.</param>
/// <param name="Fetch">One row more than the page holds: it tells whether there is a next page.</param>
sealed record Keyset(char List, long After, int Fetch)
{
    const int MostRows = 500;

    /// <summary>For lists in rising order of their key.</summary>
    public static Keyset Rising(char list, PageRequest page) => Of(list, page, first: -1);

    /// <summary>For lists in falling order of their key: newest first.</summary>
    public static Keyset Falling(char list, PageRequest page) => Of(list, page, first: long.MaxValue);

    public Page<T> Page<T>(List<T> rows, Func<T, long> key)
    {
        if (rows.Count < Fetch) return new Page<T>(rows, null);
        rows.RemoveAt(rows.Count - 1);
        return new Page<T>(rows, Encode(key(rows[^1])));
    }

    static Keyset Of(char list, PageRequest page, long first)
    {
        if (page.Limit is < 1 or > MostRows) throw new ArgumentOutOfRangeException(nameof(page), page.Limit, $"A page holds 1 to {MostRows} rows.");
        return new Keyset(list, page.Cursor is null ? first : Decode(list, page.Cursor), page.Limit + 1);
    }

    string Encode(long key)
    {
        Span<byte> bytes = stackalloc byte[1 + sizeof(long)];
        bytes[0] = (byte)List;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], key);
        return Base64Url.EncodeToString(bytes);
    }

    static long Decode(char list, string cursor)
    {
        Span<byte> bytes = stackalloc byte[1 + sizeof(long)];
        try
        {
            if (Base64Url.TryDecodeFromChars(cursor, bytes, out var length) && length == bytes.Length && bytes[0] == list)
                return BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        }
        catch (FormatException) { }
        throw new CursorException(cursor);
    }
}
