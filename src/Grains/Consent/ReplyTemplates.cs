namespace Hark.Grains;

/// <summary>The wordings of automatic replies (O4; rules.md 3.3, C2 and C4). <see cref="TemplateCheck"/> tells what each has to contain.</summary>
public static class ReplyTemplates
{
    public static string Compose(AutoReplyKind kind, TemplateFacts facts) => kind switch
    {
        AutoReplyKind.OptInRequest =>
            $"{facts.Brand}: Reply YES to get {facts.Keyword} texts, {facts.Frequency}. Msg&data rates may apply. Reply HELP for help, STOP to cancel.",
        AutoReplyKind.Confirmation =>
            $"{facts.Brand}: You are in! Expect {facts.Frequency}. Msg&data rates may apply. Reply HELP for help, STOP to cancel.",
        AutoReplyKind.AlreadyIn =>
            $"{facts.Brand}: You already get our texts, {facts.Frequency}. Msg&data rates may apply. Reply HELP for help, STOP to cancel.",
        // No word that could pass for marketing: this is the one text allowed after an opt-out (rules.md F6).
        AutoReplyKind.OptOut =>
            $"{facts.Brand}: You are unsubscribed, no more messages will be sent. Reply HELP for help.",
        AutoReplyKind.Help =>
            $"{facts.Brand} texts ({facts.Frequency}): help at {facts.HelpContact}. Msg&data rates may apply. Reply STOP to cancel.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of reply has no wording."),
    };
}
