namespace Hark.Grains.Tests;

public class CampaignRulesTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 18, 17, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Black Friday", null)]
    [InlineData("", Codes.CampaignNameInvalid)]
    [InlineData("  ", Codes.CampaignNameInvalid)]
    [InlineData("a\nb", Codes.CampaignNameInvalid)]
    public void Name_IsPrintable(string name, string? code) => Assert.Equal(code, CampaignRules.Check(Draft() with { Name = name }, Now)?.Code);

    [Fact]
    public void Name_HasAtMostAHundredCharacters()
    {
        Assert.Null(CampaignRules.Check(Draft() with { Name = new('n', 100) }, Now));
        Assert.Equal(Codes.CampaignNameInvalid, CampaignRules.Check(Draft() with { Name = new('n', 101) }, Now)?.Code);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(-10, null, null)] // late, so it starts at once
    [InlineData(10, null, null)]
    [InlineData(null, 1, null)]
    [InlineData(null, 0, Codes.NotAfterInPast)]
    [InlineData(null, -1, Codes.NotAfterInPast)]
    [InlineData(10, 11, null)]
    [InlineData(10, 10, Codes.NotAfterBeforeStart)]
    [InlineData(10, 9, Codes.NotAfterBeforeStart)]
    public void End_LiesAheadAndAfterTheStart(int? startIn, int? notAfterIn, string? code)
    {
        var draft = Draft() with { StartAt = At(startIn), NotAfter = At(notAfterIn) };
        Assert.Equal(code, CampaignRules.Check(draft, Now)?.Code);

        static DateTimeOffset? At(int? minutes) => minutes is { } ahead ? Now.AddMinutes(ahead) : null;
    }

    [Theory]
    [InlineData(CampaignStatus.Scheduled, false)]
    [InlineData(CampaignStatus.Running, false)]
    [InlineData(CampaignStatus.Paused, false)]
    [InlineData(CampaignStatus.Completed, true)]
    [InlineData(CampaignStatus.Cancelled, true)]
    [InlineData(CampaignStatus.Expired, true)]
    public void Ended_IsWhatCannotGoOn(CampaignStatus status, bool ended) => Assert.Equal(ended, CampaignRules.Ended(status));

    [Fact]
    public void Unknown_NamesTheCampaign()
    {
        var refusal = CampaignRules.Unknown(new(12));
        Assert.Equal(Codes.CampaignUnknown, refusal.Code);
        Assert.Contains("cp_12", refusal.Reason, StringComparison.Ordinal);
    }

    static CampaignDraft Draft() => new("Sale", "Sale today", MessageKind.Marketing, null, null);
}
