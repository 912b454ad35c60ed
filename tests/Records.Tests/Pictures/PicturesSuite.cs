using System.Security.Cryptography;
using Hark.Testing;
using static Hark.Records.Tests.Samples;

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

    [Fact]
    public async Task PictureThatNothingNeeds_IsRemovedWhenItsLastUseIsLongAgo()
    {
        var (photo, logo) = (await Records.Pictures.Keep(Photo), await Records.Pictures.Keep(Logo));
        Time.Advance(TimeSpan.FromDays(20));
        Assert.Equal(logo, await Records.Pictures.Keep(Logo));
        Time.Advance(TimeSpan.FromDays(20));

        Assert.False(await Prune());
        Assert.Null(await Records.Pictures.Find(photo.Token));
        Assert.NotNull(await Records.Pictures.Find(logo.Token));
        // Taken again it is another address: who knew the former one learns nothing.
        Assert.NotEqual(photo.Token, (await Records.Pictures.Keep(Photo)).Token);
        Time.Advance(TimeSpan.FromDays(11));
        await Prune();
        Assert.Null(await Records.Pictures.Find(logo.Token));
    }

    [Fact]
    public async Task PictureOfATextThatWaits_IsKeptUntilLongAfterItHasLeft()
    {
        var picture = await Records.Pictures.Keep(Logo);
        await Records.Ledger.Queue(Queued(1) with { Text = Text() with { Picture = picture } });
        await OverAMonth();
        Assert.NotNull(await Records.Pictures.Find(picture.Token));

        Assert.Equal(picture, Assert.Single(await Records.Ledger.ClaimQueued(AStore, 1, Priority.Single, 10, Now)).Text.Picture);
        await Records.Ledger.Record([new(new(1), Result(DeliveryStatus.Deferred, Codes.QuietHours, Now.AddDays(35)))]);
        await OverAMonth();
        Time.Advance(TimeSpan.FromDays(10));
        Assert.Single(await Records.Ledger.ClaimQueued(AStore, 1, Priority.Single, 10, Now));
        await Records.Ledger.Record([new(new(1), Result(DeliveryStatus.Submitted))]);
        await Prune();
        Assert.NotNull(await Records.Pictures.Find(picture.Token));
        Assert.Equal(picture, (await Records.Deliveries.Find(new(1)))!.Picture);

        await OverAMonth();
        Assert.Null(await Records.Pictures.Find(picture.Token));
        Assert.Null((await Records.Deliveries.Find(new(1)))!.Picture);
    }

    [Fact]
    public async Task PictureOfACampaign_IsKeptUntilLongAfterItsEnd()
    {
        var picture = await Records.Pictures.Keep(Logo);
        await Records.OptIn(1);
        var plan = Plan() with { Text = Text() with { Picture = picture }, StartAt = Now.AddDays(100) };
        await Records.Ledger.OpenCampaign(plan, Now);
        await OverAMonth();
        var epoch = await Records.Ledger.TakeOver(plan.Id);
        await OverAMonth();
        await Records.Ledger.CloseCampaign(plan.Id, epoch, CampaignStatus.Cancelled, DeliveryStatus.Cancelled, Now);
        await Prune();
        Assert.NotNull(await Records.Pictures.Find(picture.Token));

        await OverAMonth();
        Assert.Null(await Records.Pictures.Find(picture.Token));
    }

    [Fact]
    public async Task ManyPictures_AreRemovedInPieces()
    {
        var kept = new List<Picture>();
        for (var n = 0; n < 60; n++) kept.Add(await Records.Pictures.Keep(Logo with { Bytes = [.. Logo.Bytes, (byte)n] }));
        Time.Advance(TimeSpan.FromDays(31));

        Assert.True(await Prune());
        var left = 0;
        foreach (var picture in kept) left += await Records.Pictures.Find(picture.Token) is null ? 0 : 1;
        Assert.InRange(left, 1, 59);
        Assert.False(await Prune());
        foreach (var picture in kept) Assert.Null(await Records.Pictures.Find(picture.Token));
    }

    Task<bool> OverAMonth()
    {
        Time.Advance(TimeSpan.FromDays(31));
        return Prune();
    }

    Task<bool> Prune() => Records.Pictures.Prune(Now.AddDays(-30));

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
