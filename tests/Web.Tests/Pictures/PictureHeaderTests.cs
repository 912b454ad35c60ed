using Hark.Testing;

namespace Hark.Web.Tests;

public sealed class PictureHeaderTests
{
    [Fact]
    public void Pictures_TellTheirTypeAndDimensions()
    {
        Assert.Equal(new PictureHeader(PictureType.Jpeg, 320, 240), PictureHeader.Read(SamplePictures.Jpeg()));
        Assert.Equal(new PictureHeader(PictureType.Png, 1, 1), PictureHeader.Read(SamplePictures.Png));
        Assert.Equal(new PictureHeader(PictureType.Gif, 1, 1), PictureHeader.Read(SamplePictures.Gif));
        Assert.Equal(new PictureHeader(PictureType.Gif, 258, 3), PictureHeader.Read("GIF87a\u0002\u0001\u0003\0\0\0\0"u8));
    }

    [Fact]
    public void PictureCutOffBeforeItsDimensions_IsDamaged()
    {
        foreach (var (picture, whole) in new[] { (SamplePictures.Jpeg(), 37), (SamplePictures.Png, 29), (SamplePictures.Gif, 13) })
        {
            var type = PictureHeader.Read(picture).Type;
            Assert.False(PictureHeader.Read(picture.AsSpan(0, whole)).Damaged);
            // However short: no cut makes it read beyond the end.
            for (var length = 0; length < whole; length++)
            {
                var cut = PictureHeader.Read(picture.AsSpan(0, length));
                Assert.True(cut.Damaged);
                Assert.True(cut.Type is null || cut.Type == type);
            }
        }
    }

    [Fact]
    public void PictureWithoutAPixel_IsDamaged()
    {
        Assert.True(PictureHeader.Read(SamplePictures.Jpeg(width: 0)).Damaged);
        Assert.True(PictureHeader.Read(SamplePictures.Jpeg(height: 0)).Damaged);
        Assert.True(PictureHeader.Read([.. SamplePictures.Png.Take(16), 0x80, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0]).Damaged);
        Assert.True(PictureHeader.Read([.. SamplePictures.Gif.Take(6), 0, 0, 1, 0, 0, 0, 0]).Damaged);
    }

    [Theory]
    // A scan before a frame header; the end; a length that goes nowhere; what has no length; no marker where one has to be.
    [InlineData("FFD8FFDA0008000000000000FFC0000B080001000101011100")]
    [InlineData("FFD8FFD9FFC0000B080001000101011100")]
    [InlineData("FFD8FFE00000FFC0000B080001000101011100")]
    [InlineData("FFD8FF010002FFC0000B080001000101011100")]
    [InlineData("FFD8FFE0000400000000FFC0000B080001000101011100")]
    // Tables of a number between those of frame headers.
    [InlineData("FFD8FFC4000B080001000101011100")]
    public void JpegWithoutAFrameHeader_IsDamaged(string bytes) => Assert.Equal(new PictureHeader(PictureType.Jpeg, 0, 0), PictureHeader.Read(Convert.FromHexString(bytes)));

    [Fact]
    public void AnyBytes_AreReadWithoutAnError()
    {
        var random = new Random(7);
        var bytes = SamplePictures.Jpeg(size: 200);
        for (var round = 0; round < 20_000; round++)
        {
            random.NextBytes(bytes.AsSpan(3));
            var header = PictureHeader.Read(bytes);
            Assert.InRange(header.Width, 0, ushort.MaxValue);
        }
    }

    [Fact]
    public void AnythingElse_HasNoType()
    {
        foreach (var other in (byte[][])[[], "<html>"u8.ToArray(), "GIF90a\u0001\0\u0001\0\0\0\0"u8.ToArray(), "RIFF\u0001\0\0\0WEBPVP8 "u8.ToArray(), "%PDF-1.7"u8.ToArray(), [0xFF, 0xD8], [0x89, (byte)'P', (byte)'N', (byte)'G']])
            Assert.Null(PictureHeader.Read(other).Type);
    }
}
