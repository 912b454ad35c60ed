using Hark.Testing;

namespace Hark.Grains.Tests;

public class TextComposerTests
{
    const string Brand = "Joe's Pizza";
    const string Sender = "+13125550100";

    static readonly Picture Photo = Sample.Picture();

    [Fact]
    public void MarketingText_NamesTheSenderAndTheWayOut()
    {
        var text = Composed("Half price today!", MessageKind.Marketing);
        Assert.Equal("Joe's Pizza: Half price today! Reply STOP to unsubscribe.", text.Body);
        Assert.Equal((Sender, MessageKind.Marketing), (text.Sender, text.Kind));
        Assert.Equal(TextMeasurer.Measure(text.Body), text.Measure);
    }

    [Fact]
    public void InformationalText_NamesTheSender() =>
        Assert.Equal("Joe's Pizza: Your order is ready", Composed("Your order is ready", MessageKind.Informational).Body);

    [Fact]
    public void ConversationalText_StaysAsWritten() =>
        Assert.Equal("On our way", Composed("On our way", MessageKind.Conversational).Body);

    [Theory]
    [InlineData("JOE’S  PIZZA has your order")]
    [InlineData("Thanks from Joe's Pizza!")]
    public void BrandInTheText_IsNotNamedTwice(string text) => Assert.Equal(text, Composed(text, MessageKind.Informational).Body);

    [Fact]
    public void BrandAsPartOfAWord_IsNoName() =>
        Assert.StartsWith("Ace: ", TextComposer.Compose("A great place", MessageKind.Informational, "Ace", Sender).Value!.Body, StringComparison.Ordinal);

    [Theory]
    [InlineData("Reply STOP to unsubscribe")]
    [InlineData("reply \"stop\" to opt out.")]
    [InlineData("Text STOP to 12345")]
    [InlineData("STOP to end")]
    [InlineData("Txt STOP2END")]
    [InlineData("Stop 2 quit")]
    [InlineData("Send UNSUBSCRIBE to leave")]
    [InlineData("Responda ALTO para cancelar")]
    [InlineData("Répondez ARRÊT pour vous désabonner")]
    [InlineData("Antworte mit STOPP")]
    public void OptOutInstructionInTheText_IsNotGivenTwice(string instruction) =>
        Assert.EndsWith(instruction, Composed($"Half price! {instruction}", MessageKind.Marketing).Body, StringComparison.Ordinal);

    [Theory]
    [InlineData("Don't stop! Reply to win")]
    [InlineData("Stop by and unsubscribe from hunger")]
    [InlineData("Non-stop deals end today")]
    [InlineData("Stopping to end hunger: text us")]
    public void StopWithoutInstruction_IsNoInstruction(string text) =>
        Assert.EndsWith(" Reply STOP to unsubscribe.", Composed(text, MessageKind.Marketing).Body, StringComparison.Ordinal);

    [Fact]
    public void LineBreaks_BecomeOneCharacter() => Assert.Equal("a\nb\nc", Composed("a\r\nb\nc", MessageKind.Conversational).Body);

    [Fact]
    public void Fingerprint_IsOfTheTextAsWritten()
    {
        var marketing = Composed("Half price", MessageKind.Marketing);
        Assert.Equal(Fingerprint.Of("Half price"), marketing.Fingerprint);
        Assert.NotEqual(Fingerprint.Of(marketing.Body), marketing.Fingerprint);
    }

    [Fact]
    public void TextTooLongWithItsAdditions_IsRefusedWithTheirLength()
    {
        // "Joe's Pizza: " is 13, " Reply STOP to unsubscribe." 27.
        Assert.Equal(1600, Composed(new string('a', 1560), MessageKind.Marketing).Body.Length);
        var refusal = TextComposer.Compose(new string('a', 1561), MessageKind.Marketing, Brand, Sender).Refusal;
        Assert.Equal(Codes.TextTooLong, refusal?.Code);
        Assert.Contains("40 more", refusal!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TextThatMayNotLeave_IsRefused() =>
        Assert.Equal(Codes.TextEmpty, TextComposer.Compose("  ", MessageKind.Marketing, Brand, Sender).Refusal?.Code);

    [Fact]
    public void TextWithAPicture_IsOnePartHoweverLong()
    {
        var text = Composed(new string('ж', 1500), MessageKind.Marketing, Photo);
        Assert.Equal(new TextMeasure(TextEncoding.Ucs2, 1540, 1, 1), text.Measure);
        Assert.Equal((1, Photo), (text.Parts, text.Picture));
        Assert.StartsWith("Joe's Pizza: жж", text.Body, StringComparison.Ordinal);
        Assert.EndsWith("ж Reply STOP to unsubscribe.", text.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void TextWithAPicture_MayBeNoLongerThanOthers() =>
        Assert.Equal(Codes.TextTooLong, TextComposer.Compose(new string('a', 1601), MessageKind.Conversational, Brand, Sender, Photo).Refusal?.Code);

    [Theory]
    [InlineData(MessageKind.Conversational, "Joe's Pizza")]
    [InlineData(MessageKind.Informational, "Joe's Pizza")]
    [InlineData(MessageKind.Marketing, "Joe's Pizza: Reply STOP to unsubscribe.")]
    public void PictureWithoutWords_NamesTheSenderWhateverItsKind(MessageKind kind, string body)
    {
        foreach (var nothing in new[] { "", " \n", "\u200B" })
        {
            var text = Composed(nothing, kind, Photo);
            Assert.Equal(body, text.Body);
            Assert.Equal(Composed("", MessageKind.Informational, Photo).Fingerprint, text.Fingerprint);
        }
    }

    static OutboundText Composed(string text, MessageKind kind, Picture? picture = null)
    {
        var result = TextComposer.Compose(text, kind, Brand, Sender, picture);
        Assert.True(result.Ok, result.Refusal?.Reason);
        return result.Value;
    }
}
