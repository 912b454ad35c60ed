using Hark.Testing;

namespace Hark.Carriers.Tests;

public sealed class UnheardTextsTests
{
    static readonly DateTimeOffset At = new(2026, 11, 18, 12, 0, 0, TimeSpan.Zero);

    readonly ManualTime _time = new();
    readonly UnheardTexts _texts;

    public UnheardTextsTests() => _texts = new(_time);

    [Fact]
    public void SameWordsAgain_HaveTheIdOnce()
    {
        _texts.Add(Sample.Number, "80565", "STOP", "id", At);

        Assert.Null(_texts.Take(Sample.Number, "80565", "START"));
        Assert.Null(_texts.Take(Sample.Number, "80566", "STOP"));
        Assert.Null(_texts.Take(SmppBench.Handset, "80565", "STOP"));
        Assert.Equal(("id", At), _texts.Take(Sample.Number, "80565", "STOP"));
        Assert.Null(_texts.Take(Sample.Number, "80565", "STOP"));
    }

    [Fact]
    public void SameWordsMuchLater_AreANewText()
    {
        _texts.Add(Sample.Number, "80565", "STOP", "id", At);
        _time.Advance(TimeSpan.FromMinutes(11));

        Assert.Null(_texts.Take(Sample.Number, "80565", "STOP"));
    }

    [Fact]
    public void FailedAgain_IsRememberedFromThenOn()
    {
        _texts.Add(Sample.Number, "80565", "STOP", "id", At);
        _time.Advance(TimeSpan.FromMinutes(6));
        _texts.Add(Sample.Number, "80565", "STOP", "id", At);
        _time.Advance(TimeSpan.FromMinutes(6));
        _texts.Add(Sample.Number, "80565", "other", "other", At);

        Assert.Equal(("id", At), _texts.Take(Sample.Number, "80565", "STOP"));
    }

    [Fact]
    public void MoreThanAreKept_ForgetTheOldest()
    {
        for (var i = 0; i <= 4_096; i++) _texts.Add(Sample.Number, "80565", $"{i}", $"id{i}", At);

        Assert.Null(_texts.Take(Sample.Number, "80565", "0"));
        Assert.Equal(("id1", At), _texts.Take(Sample.Number, "80565", "1"));
    }
}
