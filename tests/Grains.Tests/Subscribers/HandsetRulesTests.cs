namespace Hark.Grains.Tests;

public class HandsetRulesTests
{
    // status, words → meaning, act, answer, owed
    [Theory]
    [InlineData(ConsentStatus.New, Meaning.Message, Meaning.Message, ConsentAct.None, null, false)]
    [InlineData(ConsentStatus.New, Meaning.OptOut, Meaning.OptOut, ConsentAct.OptOut, AutoReplyKind.OptOut, true)]
    [InlineData(ConsentStatus.New, Meaning.Doubtful, Meaning.Doubtful, ConsentAct.None, null, false)]
    [InlineData(ConsentStatus.New, Meaning.Help, Meaning.Help, ConsentAct.None, AutoReplyKind.Help, true)]
    [InlineData(ConsentStatus.New, Meaning.Confirm, Meaning.Message, ConsentAct.None, null, false)]
    [InlineData(ConsentStatus.New, Meaning.Restart, Meaning.Message, ConsentAct.None, null, false)]
    [InlineData(ConsentStatus.Pending, Meaning.Message, Meaning.Message, ConsentAct.None, null, false)]
    [InlineData(ConsentStatus.Pending, Meaning.OptOut, Meaning.OptOut, ConsentAct.OptOut, AutoReplyKind.OptOut, true)]
    [InlineData(ConsentStatus.Pending, Meaning.Doubtful, Meaning.Doubtful, ConsentAct.None, null, false)]
    [InlineData(ConsentStatus.Pending, Meaning.Help, Meaning.Help, ConsentAct.None, AutoReplyKind.Help, true)]
    [InlineData(ConsentStatus.Pending, Meaning.Confirm, Meaning.Confirm, ConsentAct.OptIn, AutoReplyKind.Confirmation, true)]
    [InlineData(ConsentStatus.Pending, Meaning.Restart, Meaning.Restart, ConsentAct.OptIn, AutoReplyKind.Confirmation, true)]
    [InlineData(ConsentStatus.OptedIn, Meaning.Message, Meaning.Message, ConsentAct.None, null, false)]
    [InlineData(ConsentStatus.OptedIn, Meaning.OptOut, Meaning.OptOut, ConsentAct.OptOut, AutoReplyKind.OptOut, true)]
    [InlineData(ConsentStatus.OptedIn, Meaning.Doubtful, Meaning.Doubtful, ConsentAct.Doubt, null, false)]
    [InlineData(ConsentStatus.OptedIn, Meaning.Help, Meaning.Help, ConsentAct.None, AutoReplyKind.Help, true)]
    [InlineData(ConsentStatus.OptedIn, Meaning.Confirm, Meaning.Message, ConsentAct.None, null, false)]
    [InlineData(ConsentStatus.OptedIn, Meaning.Restart, Meaning.Restart, ConsentAct.None, AutoReplyKind.AlreadyIn, false)]
    [InlineData(ConsentStatus.OptedOut, Meaning.Message, Meaning.Message, ConsentAct.None, null, false)]
    [InlineData(ConsentStatus.OptedOut, Meaning.OptOut, Meaning.OptOut, ConsentAct.OptOut, AutoReplyKind.OptOut, false)]
    [InlineData(ConsentStatus.OptedOut, Meaning.Doubtful, Meaning.Doubtful, ConsentAct.None, null, false)]
    [InlineData(ConsentStatus.OptedOut, Meaning.Help, Meaning.Help, ConsentAct.None, AutoReplyKind.Help, true)]
    [InlineData(ConsentStatus.OptedOut, Meaning.Confirm, Meaning.Message, ConsentAct.None, null, false)]
    [InlineData(ConsentStatus.OptedOut, Meaning.Restart, Meaning.Restart, ConsentAct.OptIn, AutoReplyKind.Confirmation, true)]
    public void Words_FollowTheTable(ConsentStatus status, Meaning words, Meaning meaning, ConsentAct act, AutoReplyKind? reply, bool owed) =>
        Assert.Equal(Act(meaning, act, reply, owed), HandsetRules.Decide(status, doubtful: false, words, keyword: false));

    [Theory]
    [InlineData(ConsentStatus.New, ConsentAct.OptIn, AutoReplyKind.Confirmation, true)]
    [InlineData(ConsentStatus.Pending, ConsentAct.OptIn, AutoReplyKind.Confirmation, true)]
    [InlineData(ConsentStatus.OptedOut, ConsentAct.OptIn, AutoReplyKind.Confirmation, true)]
    [InlineData(ConsentStatus.OptedIn, ConsentAct.None, AutoReplyKind.AlreadyIn, false)]
    public void Keyword_OptsInWhateverElseItSays(ConsentStatus status, ConsentAct act, AutoReplyKind reply, bool owed)
    {
        foreach (var words in new[] { Meaning.Message, Meaning.Confirm, Meaning.Restart })
            Assert.Equal(Act(Meaning.OptIn, act, reply, owed), HandsetRules.Decide(status, doubtful: false, words, keyword: true));
    }

    [Theory]
    [InlineData(Meaning.OptOut)]
    [InlineData(Meaning.Doubtful)]
    [InlineData(Meaning.Help)]
    public void KeywordWithAnEndOrHelp_MeansThat(Meaning words)
    {
        foreach (var status in Enum.GetValues<ConsentStatus>())
            Assert.Equal(HandsetRules.Decide(status, doubtful: false, words, keyword: false), HandsetRules.Decide(status, doubtful: false, words, keyword: true));
    }

    [Fact]
    public void Responder_IsAnsweredWhateverTheStatusAndChangesNothing()
    {
        foreach (var status in Enum.GetValues<ConsentStatus>())
            foreach (var words in new[] { Meaning.Message, Meaning.Confirm, Meaning.Restart })
                Assert.Equal(Act(Meaning.Message, ConsentAct.None, AutoReplyKind.Responder, owed: true), HandsetRules.Decide(status, doubtful: false, words, keyword: false, responder: true));
    }

    [Theory]
    [InlineData(Meaning.OptOut)]
    [InlineData(Meaning.Doubtful)]
    [InlineData(Meaning.Help)]
    public void ResponderWithAnEndOrHelp_MeansThat(Meaning words)
    {
        foreach (var status in Enum.GetValues<ConsentStatus>())
            Assert.Equal(HandsetRules.Decide(status, doubtful: false, words, keyword: false), HandsetRules.Decide(status, doubtful: false, words, keyword: false, responder: true));
    }

    [Theory]
    [InlineData(Meaning.Message, true, Meaning.OptIn, ConsentAct.OptIn)]
    [InlineData(Meaning.Restart, false, Meaning.Restart, ConsentAct.OptIn)]
    public void AskingAgainWhileInDoubt_IsANewOptIn(Meaning words, bool keyword, Meaning meaning, ConsentAct act) =>
        Assert.Equal(Act(meaning, act, AutoReplyKind.Confirmation, owed: true), HandsetRules.Decide(ConsentStatus.OptedIn, doubtful: true, words, keyword));

    [Theory]
    [InlineData("MOTORS stop", Meaning.OptOut)]
    [InlineData("Motors: STOP", Meaning.OptOut)]
    [InlineData("motors unsubscribe", Meaning.OptOut)]
    [InlineData("MOTORS help", Meaning.Help)]
    [InlineData("MOTORS why should I stop getting these", Meaning.Doubtful)]
    [InlineData("MOTORS please", Meaning.Message)]
    [InlineData("MOTORS", Meaning.Message)]
    public void WordsBesideAKeyword_CountAsIfAlone(string text, Meaning meaning) => Assert.Equal(meaning, HandsetRules.Read(text, "MOTORS"));

    [Theory]
    [InlineData("MENU stop", Meaning.OptOut)]
    [InlineData("MOTORS MENU stop", Meaning.OptOut)]
    [InlineData("menu help", Meaning.Help)]
    [InlineData("menu today", Meaning.Message)]
    public void WordsBesideSeveralKeywords_CountAsIfAlone(string text, Meaning meaning) => Assert.Equal(meaning, HandsetRules.Read(text, "MOTORS", "MENU"));

    static HandsetAct Act(Meaning meaning, ConsentAct act, AutoReplyKind? reply, bool owed) =>
        new(meaning, act, reply is { } kind ? new(kind, owed, Prompted: true) : null);
}
