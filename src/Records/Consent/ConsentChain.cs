using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Hark.Grains;

namespace Hark.Records;

/// <summary>The hash that ties a row of the consent log to its contents and to the row before it: SHA-256 of the predecessor's hash and the row (O2).</summary>
/// <remarks>
/// The encoding is fixed for ever, because proofs outlive versions: integers as 8 bytes big-endian, times as unix milliseconds, texts as their length in
/// bytes and UTF-8; what may be missing is preceded by one byte, 1 when it is there and 0 when it is not. The first row of a store follows 32 zero bytes.
/// </remarks>
static class ConsentChain
{
    public static readonly byte[] Start = new byte[SHA256.HashSizeInBytes];

    public static byte[] Hash(byte[] previous, ConsentId id, ConsentEntry entry)
    {
        var bytes = new List<byte>(256);
        bytes.AddRange(previous);
        Add(bytes, id.Value);
        Add(bytes, entry.Store.Value);
        Add(bytes, entry.Number.Digits);
        Add(bytes, (long)entry.Status);
        Add(bytes, (long)entry.Method);
        bytes.Add(entry.Proof is null ? (byte)0 : (byte)1);
        if (entry.Proof is { } proof)
        {
            Add(bytes, proof.Source);
            Add(bytes, proof.Evidence);
            Add(bytes, proof.Wording);
            Add(bytes, proof.At.ToUnixTimeMilliseconds());
        }
        Add(bytes, entry.Reason);
        Add(bytes, entry.Name.First);
        Add(bytes, entry.Name.Last);
        Add(bytes, entry.By);
        Add(bytes, entry.RecordedAt.ToUnixTimeMilliseconds());
        return SHA256.HashData(CollectionsMarshal.AsSpan(bytes));
    }

    static void Add(List<byte> bytes, long value)
    {
        Span<byte> big = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(big, value);
        bytes.AddRange(big);
    }

    static void Add(List<byte> bytes, string? text)
    {
        bytes.Add(text is null ? (byte)0 : (byte)1);
        if (text is null) return;
        Add(bytes, (long)Encoding.UTF8.GetByteCount(text));
        bytes.AddRange(Encoding.UTF8.GetBytes(text));
    }
}
