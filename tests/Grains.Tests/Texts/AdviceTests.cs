using Hark.Testing;

namespace Hark.Grains.Tests;

public class AdviceTests
{
    [Fact]
    public void OnePartOfWhichNothingIsHeld_NeedsNoAdvice()
    {
        Assert.Empty(Advice.For(Sample.Text(), Now(DeliveryStatus.Submitting)));
        Assert.Empty(Advice.For(Sample.Text(), recipients: 700, campaignsThisMonth: 1));
    }

    [Theory]
    [InlineData(TextEncoding.Gsm7, "160")]
    [InlineData(TextEncoding.Ucs2, "67")]
    public void SeveralParts_TellHowItWouldBeFewer(TextEncoding encoding, string limit)
    {
        var text = Sample.Text() with { Measure = new(encoding, 200, 2, 2) };
        foreach (var advice in new[] { Advice.For(text, Now(DeliveryStatus.Submitting)), Advice.For(text, 700, 0) })
        {
            Assert.Contains(limit, Assert.Single(advice), StringComparison.Ordinal);
            Assert.Contains("2 parts", advice[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TextThatWaits_TellsWhy() => Assert.Equal(["It is night."], Advice.For(Sample.Text(), Now(DeliveryStatus.Deferred)));

    [Theory]
    [InlineData(699, 1)]
    [InlineData(700, 0)]
    public void FewRecipients_NeedNoCampaign(long recipients, int sentences) => Assert.Equal(sentences, Advice.For(Sample.Text(), recipients, 0).Count);

    [Theory]
    [InlineData(MessageKind.Marketing, 1, 0)]
    [InlineData(MessageKind.Marketing, 2, 1)]
    [InlineData(MessageKind.Informational, 2, 0)]
    public void ThirdMarketingCampaignInAMonth_IsOneTooMany(MessageKind kind, int before, int sentences) =>
        Assert.Equal(sentences, Advice.For(Sample.Text(kind), 10_000, before).Count);

    static SendResult Now(DeliveryStatus status) => new(status, new(default, null, null, "1", null, null, status == DeliveryStatus.Deferred ? "It is night." : null));
}
