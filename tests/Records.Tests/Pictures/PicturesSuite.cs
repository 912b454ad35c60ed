using System.Security.Cryptography;
using Hark.Testing;

namespace Hark.Records.Tests;

public abstract class PicturesSuite<TBackend> : RecordsSuite<TBackend> where TBackend : IBackend, new()
{
    static readonly NewPicture Photo = new(PictureType.Jpeg, 320, 240, SamplePictures.Jpeg(size: 450_000));
    static readonly NewPicture Logo = new(PictureType.Png, 1, 1, SamplePictures.Png);

    [Fact]
    public async Task KeptPicture_IsFoundByItsToken()
    {
        var photo = await Records.Pictures.Keep(Photo);
        var logo = await Records.Pictures.Keep(Logo);

        Assert.Equal(new Picture(Convert.ToHexStringLower(SHA256.HashData(Photo.Bytes)), photo.Token, PictureType.Jpeg, 450_000), photo);
        var found = await Records.Pictures.Find(photo.Token);
        Assert.Equal((photo, 320, 240, Now), (found!.Picture, found.Width, found.Height, found.CreatedAt));
        Assert.Equal(Photo.Bytes, found.Bytes);
        Assert.Equal(logo, (await Records.Pictures.Find(logo.Token))!.Picture);
    }

    [Fact]
    public async Task SamePictureTwice_IsOneWithOneToken()
    {
        var first = await Records.Pictures.Keep(Photo);
        await Restart();
        Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(first, await Records.Pictures.Keep(Photo));
        Assert.Equal(first, await Records.Pictures.Keep(Photo with { Bytes = [.. Photo.Bytes] }));
    }

    [Fact]
    public async Task KeptByManyAtOnce_IsOne()
    {
        var kept = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Records.Pictures.Keep(Photo)));
        Assert.Single(kept.Distinct());
    }

    [Fact]
    public async Task Tokens_CannotBeGuessed()
    {
        var tokens = new List<string>();
        for (var n = 0; n < 50; n++) tokens.Add((await Records.Pictures.Keep(Logo with { Bytes = [.. Logo.Bytes, (byte)n] })).Token);

        Assert.All(tokens, token => Assert.Matches("^[A-Za-z0-9_-]{22}$", token));
        // Of 16 random bytes 50 times no column of letters is the same for all; the last has 2 bits only.
        for (var place = 0; place < 22; place++) Assert.True(tokens.Select(token => token[place]).Distinct().Count() > 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("%")]
    public async Task UnknownToken_IsNull(string token)
    {
        await Records.Pictures.Keep(Logo);
        Assert.Null(await Records.Pictures.Find(token));
    }
}
