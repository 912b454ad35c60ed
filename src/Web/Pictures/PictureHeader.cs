using System.Buffers.Binary;

namespace Hark.Web;

/// <summary>What the beginning of a picture says of it. Read from the content alone: names, and the types that servers state, are not believed (M7).</summary>
/// <param name="Type">Null when it is none of those that a text may carry.</param>
/// <param name="Width">0, as the height, when the picture is damaged: it begins as one of its type and tells no dimensions.</param>
readonly record struct PictureHeader(PictureType? Type, int Width, int Height)
{
    static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];
    static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public bool Damaged => Width == 0 || Height == 0;

    public static PictureHeader Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(JpegStart)) return Jpeg(bytes);
        if (bytes.StartsWith(PngStart)) return Png(bytes[PngStart.Length..]);
        return bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) ? Gif(bytes[6..]) : default;
    }

    /// <summary>Goes from segment to segment up to the frame header, which has the dimensions (ITU-T T.81, annex B).</summary>
    static PictureHeader Jpeg(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 4 <= bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            // Any number of fill bytes may stand before a marker.
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (IsFrame(marker))
                return length >= 8 && at + 9 <= bytes.Length
                    ? new(PictureType.Jpeg, BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]))
                    : new(PictureType.Jpeg, 0, 0);
            // A scan, the end, or what has no length: there is no frame header before the picture.
            if (length < 2 || marker is < 0xC0 or (>= 0xD0 and <= 0xDA)) break;
            at += 2 + length;
        }
        return new(PictureType.Jpeg, 0, 0);
    }

    /// <summary>SOF0 to SOF15; three of the numbers among them mean something else.</summary>
    static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>The header is the first chunk (ISO/IEC 15948, 11.2.2).</summary>
    static PictureHeader Png(ReadOnlySpan<byte> chunk)
    {
        const int headerLength = 13;
        if (chunk.Length < 8 + headerLength || BinaryPrimitives.ReadUInt32BigEndian(chunk) != headerLength || !chunk[4..8].SequenceEqual("IHDR"u8)) return new(PictureType.Png, 0, 0);
        return new(PictureType.Png, Size(chunk[8..]), Size(chunk[12..]));

        // The largest size is 2^31 - 1.
        static int Size(ReadOnlySpan<byte> bytes) => Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(bytes));
    }

    static PictureHeader Gif(ReadOnlySpan<byte> screen) => screen.Length < 7
        ? new(PictureType.Gif, 0, 0)
        : new(PictureType.Gif, BinaryPrimitives.ReadUInt16LittleEndian(screen), BinaryPrimitives.ReadUInt16LittleEndian(screen[2..]));
}
