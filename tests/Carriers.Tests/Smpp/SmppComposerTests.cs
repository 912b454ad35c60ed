namespace Hark.Carriers.Tests;

public sealed class SmppComposerTests
{
    [Theory]
    [InlineData("+18005550199", 1, 1, "18005550199")]
    [InlineData("80565", 3, 0, "80565")]
    public void Addresses_AreOfTheirKind(string sender, byte ton, byte npi, string address)
    {
        var message = Assert.Single(Compose(sender: sender));

        Assert.Equal(new SmppAddress(ton, npi, address), message.Source);
        Assert.Equal(new SmppAddress(1, 1, "12015550100"), message.Destination);
    }

    [Fact]
    public void AddressKinds_CanBeSet()
    {
        var message = Assert.Single(Compose(o => (o.SourceTon, o.SourceNpi, o.DestinationTon, o.DestinationNpi) = (0, 9, 2, 8)));

        Assert.Equal((0, 9, 2, 8), (message.Source.Ton, message.Source.Npi, message.Destination.Ton, message.Destination.Npi));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("00:01:00", "000000000100000R")]
    [InlineData("14.00:00:00", "000014000000000R")]
    [InlineData("1.02:03:04", "000001020304000R")]
    public void Validity_IsRelativeInDaysAndLess(string? span, string period) =>
        Assert.Equal(period, Assert.Single(Compose(o => o.Validity = span is null ? null : TimeSpan.Parse(span, System.Globalization.CultureInfo.InvariantCulture))).ValidityPeriod);

    [Fact]
    public void ServiceTypeAndReceipt_AreAsSet()
    {
        var usual = Assert.Single(Compose());
        var other = Assert.Single(Compose(o => (o.ServiceType, o.Receipts) = ("CMT", false)));

        Assert.Equal(("", 1), (usual.ServiceType, usual.RegisteredDelivery));
        Assert.Equal(("CMT", 0), (other.ServiceType, other.RegisteredDelivery));
    }

    [Fact]
    public void TextAfterText_HasAnotherReferenceOfSixteenBitsWhereItFits()
    {
        var composer = new SmppComposer(new() { LongTexts = LongTexts.Sar });
        var text = SmppBench.Text(1, new string('a', 200));

        var references = Enumerable.Range(0, 1_000).Select(_ => Convert.ToHexString(composer.Compose(text)![0].ValueOf(TlvTag.SarReference)!.Value.Span));

        Assert.Equal(1_000, references.Distinct().Count());
    }

    static IReadOnlyList<ShortMessage> Compose(Action<SmppOptions>? change = null, string sender = "+18005550199")
    {
        var options = new SmppOptions();
        change?.Invoke(options);
        var text = SmppBench.Text(1);
        return new SmppComposer(options).Compose(text with { Text = text.Text with { Sender = sender } })!;
    }
}
