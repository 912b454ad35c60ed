using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hark.Grains;
using Hark.Testing;

namespace Hark.Carriers.Tests;

[Trait("Needs", "Smsc")]
public sealed class SmppTlsTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("hark-tls-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true, "localhost")]
    [InlineData(true, "LOCALHOST")]
    public async Task PinnedCertificateAndItsName_TextsGoOverTls(bool pinned, string? name)
    {
        var (files, hash) = Certificate();
        await using var bench = await SmppBench.Start(new() { Tls = files }, o => (o.Tls, o.TlsName, o.TlsCertificate) = (true, name, pinned ? hash : null));

        Assert.Equal(SubmitStatus.Accepted, (await bench.Submit()).Status);
    }

    [Theory]
    [InlineData("another certificate", "localhost")]
    [InlineData("pinned", "smsc.example.com")]
    [InlineData("pinned", null)]
    [InlineData("not pinned", "localhost")]
    public async Task AnotherCertificateOrName_IsNotSpokenTo(string pin, string? name)
    {
        var (files, hash) = Certificate();
        var pinned = pin switch { "pinned" => hash, "not pinned" => null, _ => new string('0', 64) };
        await using var bench = await SmppBench.Start(new() { Tls = files }, o => (o.Tls, o.TlsName, o.TlsCertificate) = (true, name, pinned), bound: false);

        await Until.True(() => bench.Observer.Troubles.Any(), "it was tried");

        Assert.Contains("certificate", bench.Observer.Troubles.First(), StringComparison.Ordinal);
        Assert.Equal(SubmitStatus.NotSent, (await bench.Submit()).Status);
        Assert.DoesNotContain(bench.Smsc.Records(), r => r.Kind == "bind");
    }

    (SmscTls Files, string Hash) Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var from = TimeProvider.System.GetUtcNow().AddDays(-1);
        var request = new CertificateRequest("CN=SMSC", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(from, from.AddDays(2));
        var files = new SmscTls(Path.Combine(_folder, "key.pem"), Path.Combine(_folder, "certificate.pem"));
        File.WriteAllText(files.Key, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(files.Certificate, certificate.ExportCertificatePem());
        return (files, certificate.GetCertHashString(HashAlgorithmName.SHA256));
    }
}
