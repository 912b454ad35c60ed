using Hark.Testing;

namespace Hark.Grains.Tests;

public class GateTests
{
    static readonly QuietHoursTable Table = QuietHoursTable.Load();
    static readonly Gate Gate = new(new QuietHoursRule(new QuietHours(Table), new PolicyOptions()));

    /// <summary>11:00 in Chicago.</summary>
    static readonly DateTimeOffset Day = new(2026, 11, 18, 17, 0, 0, TimeSpan.Zero);

    /// <summary>23:30 in Chicago.</summary>
    static readonly DateTimeOffset Night = new(2026, 11, 19, 5, 30, 0, TimeSpan.Zero);

    [Fact]
    public void NothingObjects_PassesWithItsBasis()
    {
        var verdict = Gate.Decide(Case(Relation()));
        Assert.True(verdict.Passed);
        Assert.Equal(new Decision(Day, new ConsentId(9), null, Gate.Version, "America/Chicago", "area-code", null), verdict.Decision);
        Assert.Equal($"1;quiet-hours {Table.Version}", Gate.Version);
        Assert.Equal((null, null), (verdict.Code, verdict.Until));
    }

    [Fact]
    public void BlockedNumber_IsRefused() => AssertRefused(Codes.RecipientBlocked, "blocked", Case(Relation()) with { Subscriber = State(Relation()) with { Blocked = "complaint" } });

    [Fact]
    public void AfterTheEndOfItsCampaign_IsExpired()
    {
        var verdict = Gate.Decide(Case(Relation(), Request() with { NotAfter = Day }));
        Assert.Equal((DeliveryStatus.Expired, Codes.CampaignExpired, "not-after"), (verdict.Status, verdict.Code, verdict.Decision.Rule));
        Assert.True(Gate.Decide(Case(Relation(), Request() with { NotAfter = Day.AddMilliseconds(1) })).Passed);
    }

    [Theory]
    [InlineData(ConsentStatus.New, Codes.NotOptedIn)]
    [InlineData(ConsentStatus.Pending, Codes.OptInPending)]
    [InlineData(ConsentStatus.OptedOut, Codes.OptedOut)]
    public void WithoutConsent_IsRefused(ConsentStatus status, string code)
    {
        foreach (var kind in Enum.GetValues<MessageKind>())
            AssertRefused(code, "consent", Case(Relation(status), Request(kind)));
    }

    [Theory]
    [InlineData(MessageKind.Marketing, Codes.ConsentDoubtful)]
    [InlineData(MessageKind.Informational, null)]
    [InlineData(MessageKind.Conversational, null)]
    public void Doubt_HoldsMarketingAlone(MessageKind kind, string? code) =>
        Assert.Equal(code, Gate.Decide(Case(Relation() with { Doubtful = true }, Request(kind))).Code);

    [Theory]
    [InlineData(AutoReplyKind.Help, "New Pending OptedIn OptedOut")]
    [InlineData(AutoReplyKind.OptOut, "OptedOut")]
    [InlineData(AutoReplyKind.OptInRequest, "Pending")]
    [InlineData(AutoReplyKind.Confirmation, "OptedIn")]
    [InlineData(AutoReplyKind.AlreadyIn, "OptedIn")]
    public void Reply_PassesWhereItFits(AutoReplyKind kind, string statuses)
    {
        foreach (var status in Enum.GetValues<ConsentStatus>())
            Assert.Equal(statuses.Split(' ').Contains(status.ToString()), Gate.Decide(Case(Relation(status), Reply(kind))).Passed);
    }

    [Theory]
    [InlineData(0, false, false)]
    [InlineData(-1, false, false)]
    [InlineData(0, true, true)]
    [InlineData(24 * 3600 - 1, false, false)]
    [InlineData(24 * 3600, false, true)]
    public void SameReplyAgain_WaitsADayUnlessOwed(int secondsAgo, bool owed, bool passes)
    {
        var relation = Relation() with { Replies = [new(AutoReplyKind.AlreadyIn, Day.AddSeconds(-secondsAgo), new(5))] };
        Assert.Equal(passes ? null : Codes.AutoReplyLimit, Gate.Decide(Case(relation, Reply(AutoReplyKind.AlreadyIn, owed))).Code);
    }

    [Fact]
    public void AnotherKindOfReply_OrTheReplyItself_DoesNotCount()
    {
        var relation = Relation() with { Replies = [new(AutoReplyKind.Help, Day, new(5)), new(AutoReplyKind.AlreadyIn, Day, new(1))] };
        Assert.True(Gate.Decide(Case(relation, Reply(AutoReplyKind.AlreadyIn, owed: false))).Passed);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(12 * 3600 - 1, false)]
    [InlineData(12 * 3600, true)]
    [InlineData(-3600, false)] // the clock stepped back
    public void SameText_PassesAfterTwelveHours(int secondsAgo, bool passes) =>
        Assert.Equal(passes ? null : Codes.Duplicate, Gate.Decide(Case(Relation(), Request(), Sent(Day.AddSeconds(-secondsAgo)))).Code);

    [Theory]
    [InlineData(null, false)]
    [InlineData(DeliveryStatus.Submitted, false)]
    [InlineData(DeliveryStatus.Unknown, false)]
    [InlineData(DeliveryStatus.Rejected, true)]
    public void EarlierOutcome_CountsUnlessRejected(DeliveryStatus? outcome, bool passes)
    {
        var sent = Sent(Day) with { Outcome = outcome is { } status ? new(status, null, null) : null };
        Assert.Equal(passes, Gate.Decide(Case(Relation(), Request(), sent)).Passed);
    }

    [Fact]
    public void WhatIsNotTheSameText_IsNoDuplicate()
    {
        Assert.True(Gate.Decide(Case(Relation(), Request(), Sent(Day) with { Store = Sample.OtherStore })).Passed);
        Assert.True(Gate.Decide(Case(Relation(), Request(), Sent(Day) with { Fingerprint = 8 })).Passed);
        Assert.True(Gate.Decide(Case(Relation(), Request(), Sent(Day) with { Delivery = new(1) })).Passed);
        Assert.True(Gate.Decide(Case(Relation(), Request() with { Options = new(DuplicateGuard: false) }, Sent(Day))).Passed);
        Assert.True(Gate.Decide(Case(Relation(), Reply(AutoReplyKind.Help), Sent(Day))).Passed);
    }

    [Fact]
    public void DuplicateRefusal_NamesTheEarlierText()
    {
        var verdict = Gate.Decide(Case(Relation(), Request(), Sent(Day.AddHours(-1))));
        AssertRefused(Codes.Duplicate, "duplicate", Case(Relation(), Request(), Sent(Day.AddHours(-1))));
        Assert.Contains("dl_5", verdict.Decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Night_DefersToTheMorning()
    {
        var verdict = Gate.Decide(Case(Relation()) with { Now = Night });
        Assert.Equal((DeliveryStatus.Deferred, Codes.QuietHours), (verdict.Status, verdict.Code));
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 14, 0, 0, TimeSpan.Zero), verdict.Until);
        Assert.Equal(("quiet-hours", "America/Chicago", new ConsentId(9)), (verdict.Decision.Rule, verdict.Decision.Zone, verdict.Decision.Consent));
        Assert.False(string.IsNullOrWhiteSpace(verdict.Decision.Reason));
    }

    [Theory]
    [InlineData(MessageKind.Conversational, 3599, true)]
    [InlineData(MessageKind.Conversational, 3600, false)]
    [InlineData(MessageKind.Informational, 0, false)]
    [InlineData(MessageKind.Marketing, 0, false)]
    public void TalkThatGoesOn_PassesAtNight(MessageKind kind, int secondsSinceInbound, bool passes) =>
        Assert.Equal(passes, Gate.Decide(Case(Relation() with { LastInbound = Night.AddSeconds(-secondsSinceInbound) }, Request(kind)) with { Now = Night }).Passed);

    [Theory]
    [InlineData(true, 899, true)]
    [InlineData(true, 900, false)]
    [InlineData(false, 0, false)]
    public void Reply_PassesAtNightWhenPromptedJustNow(bool prompted, int secondsSinceInbound, bool passes) =>
        Assert.Equal(passes, Gate.Decide(Case(Relation() with { LastInbound = Night.AddSeconds(-secondsSinceInbound) }, Reply(AutoReplyKind.Confirmation, prompted: prompted)) with { Now = Night }).Passed);

    [Fact]
    public void QuietHoursOff_PassesAtNightAndSaysSo()
    {
        var gate = new Gate(new QuietHoursRule(new QuietHours(Table), new PolicyOptions { QuietHours = QuietHoursPolicy.Off }));
        var verdict = gate.Decide(Case(Relation()) with { Now = Night });
        Assert.True(verdict.Passed);
        Assert.Equal("1;quiet-hours off", verdict.Decision.Rules);
    }

    [Fact]
    public void SeveralObjections_TheFirstRuleInOrderDecides()
    {
        var doubted = Relation() with { Doubtful = true };
        var all = Case(doubted, Request(), Sent(Night)) with { Now = Night };
        Assert.Equal("blocked", Rule(all with { Subscriber = all.Subscriber with { Blocked = "complaint" } }));
        Assert.Equal("consent", Rule(all));
        Assert.Equal("duplicate", Rule(all with { Relation = Relation() }));
        Assert.Equal("quiet-hours", Rule(Case(Relation()) with { Now = Night }));

        var answered = Relation() with { Replies = [new(AutoReplyKind.AlreadyIn, Night, new(5))] };
        var reply = Case(answered, Reply(AutoReplyKind.AlreadyIn, owed: false, prompted: false)) with { Now = Night };
        Assert.Equal("consent", Rule(reply with { Relation = answered with { Status = ConsentStatus.OptedOut } }));
        Assert.Equal("auto-reply-limit", Rule(reply));
        Assert.Equal("quiet-hours", Rule(reply with { Relation = Relation() }));

        static string? Rule(GateCase gateCase) => Gate.Decide(gateCase).Decision.Rule;
    }

    static void AssertRefused(string code, string rule, GateCase gateCase)
    {
        var verdict = Gate.Decide(gateCase);
        Assert.Equal((DeliveryStatus.Refused, code, null), (verdict.Status, verdict.Code, verdict.Until));
        Assert.Equal((rule, Gate.Version, new ConsentId(9)), (verdict.Decision.Rule, verdict.Decision.Rules, verdict.Decision.Consent));
        Assert.False(string.IsNullOrWhiteSpace(verdict.Decision.Reason));
    }

    static Relation Relation(ConsentStatus status = ConsentStatus.OptedIn) => new(Sample.Store, status, new ConsentId(9), Day.AddDays(-9));

    static SubscriberState State(Relation relation, params SentText[] sent) => new([relation], [.. sent], null);

    static SentText Sent(DateTimeOffset at) => new(new(5), Sample.Store, 7, at);

    static SendText Request(MessageKind kind = MessageKind.Marketing) => new(new(1), Sample.Store, Sample.Text(kind), Priority.Single, new SendOptions());

    static SendText Reply(AutoReplyKind kind, bool owed = true, bool prompted = true) =>
        Request(MessageKind.Informational) with { Priority = Priority.Compliance, Reply = new(kind, owed, prompted) };

    static GateCase Case(Relation relation, SendText? request = null, params SentText[] sent) =>
        new(Sample.Number, State(relation, sent), relation, request ?? Request(), Day);
}
