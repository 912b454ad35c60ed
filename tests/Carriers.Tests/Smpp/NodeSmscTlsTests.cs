using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hark.Testing;

namespace Hark.Carriers.Tests;

[Trait("Needs", "Smsc")]
public sealed class NodeSmscTlsTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("hark-tls-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task KeyAndCertificate_TextsGoOverTls()
    {
        var files = Files();
        using var trusted = X509CertificateLoader.LoadCertificateFromFile(files.Certificate);
        await using var smsc = await NodeSmsc.Start(new() { Tls = files });
        using var client = await WireClient.Bound(smsc.Port, trusted);

        await client.SubmitText("12015550100", "Hello");

        Assert.Equal("Hello", Assert.Single(smsc.Submits()).Text);
    }

    [Fact]
    public async Task ServerThatDies_IsAnErrorWithWhatItSaid()
    {
        var missing = Files() with { Key = Path.Combine(_folder, "missing.pem") };

        var died = await Assert.ThrowsAsync<InvalidOperationException>(() => NodeSmsc.Start(new() { Tls = missing }));

        Assert.Contains("missing.pem", died.Message, StringComparison.Ordinal);
    }

    SmscTls Files()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var from = TimeProvider.System.GetUtcNow().AddDays(-1);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(from, from.AddDays(2));
        var files = new SmscTls(Path.Combine(_folder, "key.pem"), Path.Combine(_folder, "certificate.pem"));
        File.WriteAllText(files.Key, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(files.Certificate, certificate.ExportCertificatePem());
        return files;
    }
}
