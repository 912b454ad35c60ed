using Microsoft.Extensions.Options;

namespace Hark.Api.Tests;

public sealed class HttpCarrierSettingsTests
{
    static readonly Dictionary<string, string?> Good = new()
    {
        ["Carrier:Kind"] = "http",
        ["Http:Url"] = "https://api.example.com/Messages.json",
        ["Http:User"] = "AC123",
        ["Http:Password"] = "secret-word",
        ["Media:PublicUrl"] = "https://text.example.com",
    };

    [Fact]
    public async Task WholeSettings_Start() => await (await TestService.Start(Good)).DisposeAsync();

    [Theory]
    [InlineData("Http:Url", null, "Http:Url must be the address")]
    [InlineData("Http:Url", "http://api.example.com/Messages.json", "Http:Url must begin with https://")]
    [InlineData("Http:Password", null, "Http:User and Http:Password")]
    [InlineData("Http:Timeout", "00:01:00", "Http:Timeout must be from 1 to 12 s")]
    [InlineData("Http:Timeout", "soon", "'soon' at 'Http:Timeout'")]
    [InlineData("Http:Pasword", "secret-word", "Unknown setting Http:Pasword")]
    [InlineData("Media:PublicUrl", null, "Media:PublicUrl is not set")]
    public async Task SettingThatCannotBe_StopsTheStartWithASentence(string name, string? value, string says)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TestService.Start(new Dictionary<string, string?>(Good) { [name] = value }));
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SimulatorsInstallation_HasNoWebhooks()
    {
        await using var service = await TestService.Start(new Dictionary<string, string?>());
        using var client = service.Client(null);
        (await client.Send("POST", "/carriers/http/status", "MessageSid=SM1", mediaType: "application/x-www-form-urlencoded")).IsProblem(404, "carrier_link_unknown");
    }
}
