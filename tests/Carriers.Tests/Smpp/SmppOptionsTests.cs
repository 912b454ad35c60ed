using System.ComponentModel.DataAnnotations;

namespace Hark.Carriers.Tests;

public sealed class SmppOptionsTests
{
    static readonly Dictionary<string, (Action<SmppOptions> Change, string Says)> Broken = new()
    {
        ["no host"] = (o => o.Host = "", "Smpp:Host is missing"),
        ["port"] = (o => o.Port = 65_536, "Smpp:Port must be from 1 to 65535"),
        ["no system id"] = (o => o.SystemId = "", "Smpp:SystemId is missing"),
        ["long system id"] = (o => o.SystemId = "1234567890123456", "Smpp:SystemId has at most 15"),
        ["long password"] = (o => o.Password = "secretwrd", "Smpp:Password has at most 8"),
        ["long system type"] = (o => o.SystemType = "1234567890123", "Smpp:SystemType has at most 12"),
        ["long service type"] = (o => o.ServiceType = "123456", "Smpp:ServiceType has at most 5"),
        ["password with a letter that is no ASCII"] = (o => o.Password = "pässwörd", "visible ASCII characters only"),
        ["no session"] = (o => o.Sessions = 0, "Smpp:Sessions must be from 1 to 32"),
        ["no window"] = (o => o.Window = 0, "Smpp:Window must be from 1 to 1000"),
        ["validity"] = (o => o.Validity = TimeSpan.FromDays(15), "Smpp:Validity must be from 1 minute to 14 days"),
        ["longer than a call"] = (o => o.Timeout = TimeSpan.FromSeconds(11), "Smpp:Timeout must be from 0.1 to 10 s"),
        ["parts without end"] = (o => o.PartsWithin = TimeSpan.FromMinutes(6), "Smpp:PartsWithin must be from 0.1 s to 5 minutes"),
        ["enquire_link"] = (o => o.EnquireLink = TimeSpan.Zero, "Smpp:EnquireLink must be from 0.1 s to 1 hour"),
        ["reconnect at once"] = (o => o.ReconnectAfter = TimeSpan.Zero, "Smpp:ReconnectAfter must be from 10 ms"),
        ["reconnect never"] = (o => o.ReconnectAtMost = TimeSpan.FromHours(2), "Smpp:ReconnectAtMost must be from 10 ms"),
        ["pauses that shrink"] = (o => o.ReconnectAfter = TimeSpan.FromMinutes(2), "Smpp:ReconnectAfter is longer than Smpp:ReconnectAtMost"),
        ["pin without TLS"] = (o => o.TlsCertificate = new('a', 64), "Smpp:TlsName and Smpp:TlsCertificate are for Smpp:Tls"),
        ["name without TLS"] = (o => o.TlsName = "smsc.example.com", "Smpp:TlsName and Smpp:TlsCertificate are for Smpp:Tls"),
        ["half a pin"] = (o => (o.Tls, o.TlsCertificate) = (true, "abc"), "Smpp:TlsCertificate must be the SHA-256"),
    };

    public static TheoryData<string> Names => [.. Broken.Keys];

    static SmppOptions Good => new() { Host = "smsc.example.com", SystemId = "hark", Password = "secretwd" };

    [Theory]
    [MemberData(nameof(Names))]
    public void SettingThatCannotBe_IsNamedAndThePasswordIsNot(string name)
    {
        var options = Good;
        Broken[name].Change(options);

        var refused = Assert.Throws<ValidationException>(() => new SmppLink("smpp", options, () => new RecordingSink(), new NoObserver(), TimeProvider.System));

        Assert.Contains(Broken[name].Says, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(options.Password, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LongestOfAll_IsGood()
    {
        var options = Good;
        (options.SystemId, options.SystemType, options.ServiceType) = ("123456789012345", "123456789012", "12345");
        (options.Tls, options.TlsCertificate, options.Validity) = (true, new('F', 64), TimeSpan.FromDays(14));
        (options.Sessions, options.Window, options.ReconnectAtMost) = (32, 1_000, TimeSpan.FromHours(1));

        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
    }
}
