using Hark.Grains;
using Hark.Testing;

namespace Hark.Carriers.Tests;

/// <summary>A decoder that nobody here wrote finds no fault in what a link writes.</summary>
[Trait("Needs", "Smsc")]
[Trait("Needs", "Tshark")]
public sealed class SmppCaptureTests
{
    [Fact]
    public async Task EverythingThatALinkWrites_IsWellFormed()
    {
        await using var bench = await SmppBench.Start(bound: false);
        await using var capture = await Capture.Start(bench.Smsc.Port);
        await bench.Smsc.Drop();
        await bench.Bound();
        var port = bench.Smsc.Port;
        foreach (var alphabet in Enum.GetValues<DefaultAlphabet>())
            foreach (var form in Enum.GetValues<LongTexts>())
            {
                var options = SmppBench.OptionsFor(port, o => (o.Alphabet, o.LongTexts, o.ServiceType, o.Validity) = (alphabet, form, "CMT", TimeSpan.FromHours(25)));
                await using var link = new SmppLink("smpp", options, () => bench.Sink, bench.Observer, TimeProvider.System);
                await Until.True(() => link.Report().Sessions == 1, "it is bound");
                foreach (var body in new[] { "Hello [you]", new string('a', 400), "Жжж 😀", string.Concat(Enumerable.Repeat("ж😀", 60)) })
                    Assert.Equal(SubmitStatus.Accepted, (await link.Submit(SmppBench.Text(1, body))).Status);
            }
        await bench.Smsc.Deliver("12015550100", "18005550199", "STOP");
        await bench.Smsc.Deliver(new("12015550100", "18005550199", "STOP") { Payload = true });
        await bench.Smsc.Raw(SmppReceiptTests.Octets(new DataSmPdu(501, new(new(1, 1, "12015550100"), new(1, 1, "18005550199"), 0, 0, "STOP"u8.ToArray()))));
        await bench.Smsc.Raw(SmppReceiptTests.Octets(new EnquireLinkPdu(502)));
        await bench.Smsc.Raw(SmppReceiptTests.Octets(new QuerySmPdu(503, "1", new(1, 1, "18005550199"))));
        bench.Sink.Before = () => throw new StorageUnavailableException("away");
        await bench.Smsc.Deliver("12015550100", "18005550199", "STOP");
        await Until.True(() => bench.Smsc.Records().Count(r => r.Kind == "unasked") == 3, "all that it was asked is answered");
        await bench.Link.DisposeAsync();

        var seen = await capture.MalformedPdus(port);

        Assert.True(seen.Pdus > 200, $"Only {seen.Pdus} were seen.");
        Assert.DoesNotContain(seen.Malformed, frame => frame.ToPort);
    }
}
