using Hark.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Hark.Api.Tests;

public sealed class MediaSettingsTests
{
    static readonly Picture Photo = new("h", "t", PictureType.Png, 1);

    [Theory]
    [InlineData("text.example.com")]
    [InlineData("ftp://text.example.com")]
    [InlineData("/media")]
    [InlineData("https://text.example.com/?a=b")]
    [InlineData("https://me:secret@text.example.com/")]
    public async Task PublicUrlThatIsNone_StopsTheStart(string address)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TestService.Start(new Dictionary<string, string?> { ["Media:PublicUrl"] = address }));
        Assert.Contains("Media:PublicUrl", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http", null, false)]
    [InlineData("http", "", false)]
    [InlineData("http", "https://text.example.com", true)]
    [InlineData("smpp", null, true)]
    [InlineData("simulator", null, true)]
    public void CarrierThatFetchesPictures_NeedsThePublicUrl(string carrier, string? address, bool good)
    {
        var settings = new Dictionary<string, string?> { ["Carrier:Kind"] = carrier };
        if (carrier == "smpp") (settings["Smpp:Host"], settings["Smpp:SystemId"]) = ("smsc.example.com", "hark");
        if (carrier == "http") (settings["Http:Url"], settings["Http:User"], settings["Http:Password"]) = ("https://api.example.com/Messages.json", "AC1", "secret");
        var links = CarrierLinks.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        var answer = new MediaForCarrier(links).Validate(null, new MediaOptions { PublicUrl = address });
        Assert.Equal(good, answer.Succeeded);
        if (!good) Assert.Contains("Media:PublicUrl", answer.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "/media/t.png")]
    [InlineData("", "/media/t.png")]
    [InlineData("https://text.example.com", "https://text.example.com/media/t.png")]
    [InlineData("https://text.example.com/hark/", "https://text.example.com/hark/media/t.png")]
    public void Address_IsBelowThePublicUrl(string? publicUrl, string address) =>
        Assert.Equal(address, new PictureAddress(Options.Create(new MediaOptions { PublicUrl = publicUrl })).Of(Photo));
}
