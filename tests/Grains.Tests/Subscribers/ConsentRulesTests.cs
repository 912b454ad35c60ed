using Hark.Testing;

namespace Hark.Grains.Tests;

public class ConsentRulesTests
{
    static readonly DateTimeOffset Since = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Now = Since.AddDays(10);

    // status, fresh, confirm, proof → status afterwards and whether a row is due; null is a refusal.
    [Theory]
    [InlineData(ConsentStatus.New, false, false, false, ConsentStatus.Pending, true)]
    [InlineData(ConsentStatus.New, false, false, true, ConsentStatus.OptedIn, true)]
    [InlineData(ConsentStatus.New, false, true, false, ConsentStatus.Pending, true)]
    [InlineData(ConsentStatus.New, false, true, true, ConsentStatus.Pending, true)]
    [InlineData(ConsentStatus.New, true, false, false, ConsentStatus.Pending, true)]
    [InlineData(ConsentStatus.New, true, false, true, ConsentStatus.OptedIn, true)]
    [InlineData(ConsentStatus.New, true, true, false, ConsentStatus.Pending, true)]
    [InlineData(ConsentStatus.New, true, true, true, ConsentStatus.Pending, true)]
    [InlineData(ConsentStatus.Pending, false, false, false, ConsentStatus.Pending, false)]
    [InlineData(ConsentStatus.Pending, false, false, true, ConsentStatus.OptedIn, true)]
    [InlineData(ConsentStatus.Pending, false, true, false, ConsentStatus.Pending, false)]
    [InlineData(ConsentStatus.Pending, false, true, true, ConsentStatus.Pending, false)]
    [InlineData(ConsentStatus.Pending, true, false, false, ConsentStatus.Pending, false)]
    [InlineData(ConsentStatus.Pending, true, false, true, ConsentStatus.OptedIn, true)]
    [InlineData(ConsentStatus.Pending, true, true, false, ConsentStatus.Pending, false)]
    [InlineData(ConsentStatus.Pending, true, true, true, ConsentStatus.Pending, false)]
    [InlineData(ConsentStatus.OptedIn, false, false, false, ConsentStatus.OptedIn, false)]
    [InlineData(ConsentStatus.OptedIn, false, false, true, ConsentStatus.OptedIn, false)]
    [InlineData(ConsentStatus.OptedIn, false, true, false, ConsentStatus.OptedIn, false)]
    [InlineData(ConsentStatus.OptedIn, false, true, true, ConsentStatus.OptedIn, false)]
    [InlineData(ConsentStatus.OptedIn, true, false, false, ConsentStatus.OptedIn, false)]
    [InlineData(ConsentStatus.OptedIn, true, false, true, ConsentStatus.OptedIn, false)]
    [InlineData(ConsentStatus.OptedIn, true, true, false, ConsentStatus.OptedIn, false)]
    [InlineData(ConsentStatus.OptedIn, true, true, true, ConsentStatus.OptedIn, false)]
    [InlineData(ConsentStatus.OptedOut, false, false, false, null, false)]
    [InlineData(ConsentStatus.OptedOut, false, false, true, null, false)]
    [InlineData(ConsentStatus.OptedOut, false, true, false, null, false)]
    [InlineData(ConsentStatus.OptedOut, false, true, true, null, false)]
    [InlineData(ConsentStatus.OptedOut, true, false, false, ConsentStatus.Pending, true)]
    [InlineData(ConsentStatus.OptedOut, true, false, true, ConsentStatus.OptedIn, true)]
    [InlineData(ConsentStatus.OptedOut, true, true, false, ConsentStatus.Pending, true)]
    [InlineData(ConsentStatus.OptedOut, true, true, true, ConsentStatus.Pending, true)]
    public void OptIn_FollowsTheTable(ConsentStatus status, bool fresh, bool confirm, bool proven, ConsentStatus? next, bool changed)
    {
        var result = ConsentRules.OptIn(Relation(status), Request(fresh, confirm, proven ? Sample.Proof(Now) : null));
        if (next is { } expected) Assert.Equal(new ConsentStatusChange(expected, changed), result.Value);
        else Assert.Equal(Codes.ConsentRevoked, result.Refusal?.Code);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void ConsentAfterAnOptOut_CountsOnlyWhenLater(int seconds, bool counts) =>
        Assert.Equal(counts, ConsentRules.OptIn(Relation(ConsentStatus.OptedOut), Request(true, false, Sample.Proof(Since.AddSeconds(seconds)))).Ok);

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    public void Doubt_IsClearedByAFreshConsentAlone(bool fresh, bool confirm, bool clears)
    {
        var doubted = Relation(ConsentStatus.OptedIn) with { Doubtful = true };
        Assert.Equal(new ConsentStatusChange(ConsentStatus.OptedIn, clears), ConsentRules.OptIn(doubted, Request(fresh, confirm, Sample.Proof(Now))).Value);
    }

    [Theory]
    [InlineData(" ", "form 17", 0, Codes.SourceMissing)]
    [InlineData("web form", "", 0, Codes.EvidenceMissing)]
    [InlineData("web form", "form 17", 301, Codes.ConsentInFuture)]
    [InlineData("web form", "form 17", 300, null)]
    [InlineData("web form", "form 17", -1_000_000, null)]
    public void ProofFlaw_HasItsCode(string source, string evidence, int secondsAhead, string? code) =>
        Assert.Equal(code, ConsentRules.Check(new(source, evidence, null, Now.AddSeconds(secondsAhead)), Now)?.Code);

    static Relation Relation(ConsentStatus status) => new(Sample.Store, status, null, Since);

    static OptIn Request(bool fresh, bool confirm, ConsentProof? proof) =>
        new(Sample.Store, fresh ? ConsentMethod.Api : ConsentMethod.Import, proof, PersonName.Unknown, confirm, fresh, "ac_1");
}
