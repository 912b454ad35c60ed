using System.Buffers.Binary;

namespace Hark.Testing;

/// <summary>Pictures by their bytes: right in what is looked at, and as large as a test wants.</summary>
public static class SamplePictures
{
    /// <summary>One pixel, whole: any viewer shows them.</summary>
    public static byte[] Gif { get; } = Convert.FromBase64String("R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==");
    public static byte[] Png { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    /// <summary>Application data, tables and the frame header, then nothing but zeroes.</summary>
    public static byte[] Jpeg(int width = 320, int height = 240, int size = 2_000)
    {
        byte[] start =
        [
            0xFF, 0xD8,
            0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0,
            0xFF, 0xFF, 0xC4, 0, 5, 1, 2, 3,
            0xFF, 0xC2, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0,
        ];
        var frame = start.AsSpan(start.Length - 8);
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)width);
        var picture = new byte[size];
        start.CopyTo(picture, 0);
        return picture;
    }
}
