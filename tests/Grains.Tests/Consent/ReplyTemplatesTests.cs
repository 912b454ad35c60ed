namespace Hark.Grains.Tests;

public class ReplyTemplatesTests
{
    static readonly TemplateFacts Facts = new("Joe's Pizza Palace 1", "PIZZACLUB", "help@joespizza.example");

    public static TheoryData<AutoReplyKind> Kinds => new(Enum.GetValues<AutoReplyKind>().Where(kind => kind != AutoReplyKind.Responder));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ComposedReply_LacksNothingAndFitsOnePart(AutoReplyKind kind)
    {
        Assert.Equal(20, Facts.Brand.Length);
        var text = ReplyTemplates.Compose(kind, Facts);
        Assert.Empty(TemplateCheck.Missing(kind, text, Facts));
        Assert.Null(TextRules.Check(text));
        Assert.Equal((TextEncoding.Gsm7, 1), (TextMeasurer.Measure(text).Encoding, TextMeasurer.Measure(text).Parts));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EmptyWording_LacksSeveralElements(AutoReplyKind kind) =>
        Assert.InRange(TemplateCheck.Missing(kind, "Hello", Facts).Count, 3, 6);

    [Theory]
    [InlineData(AutoReplyKind.OptInRequest, "YES", "how to join (YES)")]
    [InlineData(AutoReplyKind.OptInRequest, "Joe's Pizza", "the brand")]
    [InlineData(AutoReplyKind.Confirmation, "STOP", "how to stop (STOP)")]
    [InlineData(AutoReplyKind.Confirmation, "rates may", "that message and data rates may apply")]
    [InlineData(AutoReplyKind.Confirmation, "msgs/month", "how often texts come")]
    [InlineData(AutoReplyKind.AlreadyIn, "HELP", "how to get help (HELP)")]
    [InlineData(AutoReplyKind.OptOut, "no more", "that no more messages will be sent")]
    [InlineData(AutoReplyKind.Help, "help@", "the help contact")]
    public void WordingWithoutAnElement_IsToldWhich(AutoReplyKind kind, string removed, string missing)
    {
        var text = ReplyTemplates.Compose(kind, Facts);
        Assert.Contains(removed, text, StringComparison.Ordinal);
        Assert.Equal([missing], TemplateCheck.Missing(kind, text.Replace(removed, "", StringComparison.Ordinal), Facts));
    }

    [Fact]
    public void OptOutReply_IsNoInvitationToComeBack()
    {
        var text = ReplyTemplates.Compose(AutoReplyKind.OptOut, Facts);
        Assert.DoesNotContain("START", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Facts.Keyword, text, StringComparison.Ordinal);
    }
}
