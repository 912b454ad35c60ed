using Hark.Grains;
using Hark.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Hark.Api.Tests;

/// <summary>Links that contradict each other stop the start with a sentence.</summary>
public sealed class LinkSettingsTests
{
    [Theory]
    [InlineData("Links:west:Senders:0", "18005550199", "'18005550199' is neither a number such as +18005550199 nor a short code")]
    [InlineData("Links:west:Senders:0", "+1 800 555 0199", "is neither a number")]
    [InlineData("Links:west:Failover", "east", "Links:west:Failover is 'east', which is no other link")]
    [InlineData("Links:west:Failover", "west", "Links:west:Failover is 'west', which is no other link")]
    [InlineData("Links:west:Failover", "simulator", "nobody would get the texts")]
    [InlineData("Links:east:Senders:0", "24411", "the sender 24411 is named twice")]
    public void LinksThatContradictEachOther_AreRefused(string name, string value, string says)
    {
        var settings = West();
        settings[name] = value;
        if (name.StartsWith("Links:east", StringComparison.Ordinal)) Add(settings, "east");
        Assert.Contains(says, Refused(settings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("west")]
    [InlineData("east")]
    public void FailoverOfOrToALinkWithARate_IsRefused(string limited)
    {
        var settings = West();
        Add(settings, "east");
        settings["Links:east:Senders:0"] = "24499";
        settings["Links:west:Failover"] = "east";
        settings[$"Links:{limited}:Rate"] = "3";
        Assert.Contains("a link with a Rate of its own neither has a failover nor is one", Refused(settings), StringComparison.Ordinal);
    }

    [Fact]
    public void SharedShortCodesOnDifferentLinks_AreRefused()
    {
        var links = CarrierLinks.Read(Configuration(West()));
        var refused = Assert.Throws<OptionsValidationException>(() => links.Check(new ShortCodeOptions()));
        Assert.Contains("24411", refused.Message, StringComparison.Ordinal);

        var all = West();
        (all["Links:west:Senders:1"], all["Links:west:Senders:2"], all["Links:west:Senders:3"]) = ("36546", "55398", "444999");
        CarrierLinks.Read(Configuration(all)).Check(new ShortCodeOptions());
    }

    static string Refused(Dictionary<string, string?> settings) => Assert.Throws<OptionsValidationException>(() => CarrierLinks.Read(Configuration(settings))).Message;

    static IConfiguration Configuration(Dictionary<string, string?> settings) => new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

    static Dictionary<string, string?> West()
    {
        var settings = new Dictionary<string, string?> { ["Links:west:Senders:0"] = "24411" };
        Add(settings, "west");
        return settings;
    }

    static void Add(Dictionary<string, string?> settings, string link)
    {
        settings[$"Links:{link}:Kind"] = "smpp";
        settings[$"Links:{link}:Smpp:Host"] = "smsc.example.com";
        settings[$"Links:{link}:Smpp:SystemId"] = "hark";
    }
}
