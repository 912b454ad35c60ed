using Hark.Grains;
using Hark.Testing;

namespace Hark.Api.Tests;

public sealed class DemoTests
{
    /// <summary>A week of winter and one of summer, with the hours that the gate keeps. Every five minutes, because the places open and close on the hour.</summary>
    [Theory]
    [InlineData("2026-01-11")]
    [InlineData("2026-07-12")]
    [InlineData("2026-03-08")]
    [InlineData("2026-10-25")]
    public void AtAnyTimeOfTheWeek_AThousandPeopleAreAwake(string sunday)
    {
        var time = new ManualTime(DateTimeOffset.Parse(sunday + "T00:00:00Z"));
        var numbers = new DemoNumbers(DemoNumbers.MayTextByQuietHours(), time);
        for (var step = 0; step < 7 * 24 * 12; step++, time.Advance(TimeSpan.FromMinutes(5)))
        {
            var people = numbers.Awake(1000);
            Assert.True(people.Distinct().Count() == 1000, $"{time.GetUtcNow():o}: {people.Count}");
        }
    }

    [Fact]
    public void EveryNumber_MayBeTextedAtAll() =>
        Assert.All(new DemoNumbers((_, _) => true, new ManualTime()).Awake(int.MaxValue), number => Assert.Null(NumberRules.Check(number)));

    [Fact]
    public void NumbersThatMayNotBeTexted_AreLeftOut()
    {
        var time = new ManualTime(new DateTimeOffset(2026, 1, 15, 18, 0, 0, TimeSpan.Zero));
        var people = new DemoNumbers((number, _) => number.ToString().StartsWith("+44", StringComparison.Ordinal), time).Awake(1000);
        Assert.Equal(PhoneNumber.Parse("+447700900000"), people[0]);
    }

    [Fact]
    public void Progress_TellsSentHeldRefusedRateAndFinishTime()
    {
        var text = new OutboundText("Hi", "12345", MessageKind.Marketing, new TextMeasure(TextEncoding.Gsm7, 2, 1, 1), 0);
        var at = new DateTimeOffset(2026, 1, 15, 18, 0, 0, TimeSpan.Zero);
        var counts = new Dictionary<DeliveryStatus, long>
        {
            [DeliveryStatus.Queued] = 400,
            [DeliveryStatus.Submitted] = 200,
            [DeliveryStatus.Delivered] = 390,
            [DeliveryStatus.Deferred] = 4,
            [DeliveryStatus.Refused] = 5,
            [DeliveryStatus.Rejected] = 1,
        };
        var view = new CampaignView(new CampaignId(1), new StoreId(2), "Spring", CampaignStatus.Running, text, 1000, counts, new Dictionary<string, long>(), 29.84, at, null, null, at, null, at.AddSeconds(20));
        Assert.Equal("sent 590 of 1,000 | delivered 390 | held 4 | refused 6 | 29.8 parts/s | finishes 18:00:20 UTC", DemoProgress.Line(view));
    }
}
