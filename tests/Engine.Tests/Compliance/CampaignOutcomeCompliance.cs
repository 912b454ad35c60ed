using System.Collections.Concurrent;
using Hark.Grains;

namespace Hark.Engine.Tests;

/// <summary>Invariant 2 without crashes: whatever the carrier and the people do meanwhile, everybody in the audience ends in one status and gets the text at most once.</summary>
public abstract class CampaignOutcomeCompliance : EngineCompliance
{
    /// <summary>Fast enough for a test, slow enough that something can happen while it runs.</summary>
    static readonly HostSettings Paced = new() { Rate = 300 };

    [Fact]
    public async Task CarrierWithEveryFault_AccountsForEverybodyAsTheCarrierDid()
    {
        await Use(new()
        {
            Rate = 5_000,
            Simulator = new()
            {
                Latency = TimeSpan.FromMilliseconds(5),
                LatencySpread = TimeSpan.FromMilliseconds(5),
                Timeout = TimeSpan.FromMilliseconds(200),
                RejectRate = 0.1,
                UnknownRate = 0.05,
                ThrottleRate = 300,
                DisconnectEvery = 150,
                DisconnectFor = TimeSpan.FromMilliseconds(200),
                UndeliveredRate = 0.1,
                ReceiptDelay = TimeSpan.FromMilliseconds(300),
                EarlyReceiptRate = 0.2,
                DoubledReceiptRate = 0.3,
            },
        });
        var store = await NewStore();
        await OptIn(store, Enumerable.Range(1, 600));
        var campaign = await StartCampaign(store);
        await WhenEnded(campaign);
        // Receipts come after the end, too.
        var view = await Eventually(() => Campaign(campaign), v => !v.ByStatus.ContainsKey(DeliveryStatus.Submitted));

        AssertAccounted(view);
        var carrier = Host.Carrier.Statistics();
        Assert.Equal(600, view.Audience);
        Assert.Equal(carrier.ByStatus[SubmitStatus.Accepted], Count(view, DeliveryStatus.Delivered) + Count(view, DeliveryStatus.Undelivered));
        Assert.Equal(carrier.ByStatus[SubmitStatus.Rejected], Count(view, DeliveryStatus.Rejected));
        Assert.Equal(carrier.ByStatus[SubmitStatus.Unknown], Count(view, DeliveryStatus.Unknown));
        Assert.True(carrier.ByStatus[SubmitStatus.Throttled] > 0 && carrier.ByStatus[SubmitStatus.NotSent] > 0, "The link did not fail.");
        Assert.All(Enumerable.Range(1, 600), n => Assert.InRange(Texts(n), 0, 1));
        Assert.Equal(CampaignStatus.Completed, view.Status);
    }

    [Fact]
    public async Task CampaignThatManyLookAt_StillWorksOneTurnAtATime()
    {
        await Use(new() { Rate = 5_000, Simulator = new() { DisconnectEvery = 40, DisconnectFor = TimeSpan.FromMilliseconds(100) } });
        var store = await NewStore();
        await OptIn(store, Enumerable.Range(1, 400));
        var campaign = await StartCampaign(store);
        var views = await AtOnce(8, _ => WhenEnded(campaign));

        Assert.All(views, AssertAccounted);
        Assert.All(Enumerable.Range(1, 400), n => Assert.Equal(1, Texts(n)));
    }

    [Fact]
    public async Task CarrierThatNeverAnswers_EverybodyIsUnknownAndNobodyIsTextedTwice()
    {
        await Use(new() { Simulator = new() { UnknownRate = 1, Timeout = TimeSpan.FromMilliseconds(200) } });
        var store = await NewStore();
        await OptIn(store, Enumerable.Range(1, 100));
        var view = await WhenEnded(await StartCampaign(store));

        Assert.Equal(100, Count(view, DeliveryStatus.Unknown));
        Assert.Equal(100, view.ByCode[Codes.OutcomeUnknown]);
        Assert.Equal(100, Host.Carrier.Statistics().Texts);
    }

    [Fact]
    public async Task OptOutsWhileItRuns_AreRefusedAndGetNothing()
    {
        await Use(Paced);
        var store = await NewStore();
        await OptIn(store, Enumerable.Range(1, 300));
        var campaign = await StartCampaign(store);
        await Task.WhenAll(Enumerable.Range(251, 50).Select(n => Host.Grains.Subscriber(Number(n)).OptOut(new(store, ConsentMethod.Api, "test", "test"))));
        var view = await WhenEnded(campaign);

        AssertAccounted(view);
        Assert.Equal(50, view.ByCode[Codes.OptedOut]);
        Assert.Equal(50, Count(view, DeliveryStatus.Refused));
        Assert.All(Enumerable.Range(251, 50), n => Assert.Equal(0, Texts(n)));
        Assert.All(Enumerable.Range(1, 250), n => Assert.Equal(1, Texts(n)));
    }

    [Fact]
    public async Task TextThatSomeHadBefore_IsRefusedForThemOnly()
    {
        var store = await NewStore();
        await OptIn(store, Enumerable.Range(1, 20));
        foreach (var n in new[] { 3, 7 })
            Assert.True((await Host.Grains.Store(store).Send(new(await Host.Ids.Next()), new(Number(n), "Come and see the new models.", MessageKind.Marketing))).Ok);
        await Eventually(() => Task.FromResult(Texts(3) + Texts(7)), texts => texts == 2);
        var view = await WhenEnded(await StartCampaign(store));
        var again = await WhenEnded(await StartCampaign(store, "The same again", "come  and see the new models"));

        Assert.Equal(2, view.ByCode[Codes.Duplicate]);
        Assert.Equal(18, Left(view));
        Assert.Equal(20, again.ByCode[Codes.Duplicate]);
        Assert.All(Enumerable.Range(1, 20), n => Assert.Equal(1, Texts(n)));
    }

    [Fact]
    public async Task BlockedAndRejectedNumbers_DoNotStopTheOthers()
    {
        await Use(new() { Simulator = new() { Latency = TimeSpan.Zero, RejectRate = 0.3 } });
        var store = await NewStore();
        await OptIn(store, Enumerable.Range(1, 200));
        await Host.Grains.Subscriber(Number(1)).Block("complaint");
        var view = await WhenEnded(await StartCampaign(store));

        AssertAccounted(view);
        Assert.Equal(1, view.ByCode[Codes.RecipientBlocked]);
        Assert.Equal(199, Count(view, DeliveryStatus.Rejected) + Left(view));
        Assert.True(Count(view, DeliveryStatus.Rejected) > 0 && Left(view) > 0);
    }

    [Fact]
    public async Task PeopleWhoLeaveAndComeBackWhileItRuns_AreCountedOnce()
    {
        await Use(Paced);
        var store = await NewStore();
        await OptIn(store, Enumerable.Range(1, 300));
        var campaign = await StartCampaign(store);
        var refused = new ConcurrentBag<Refusal>();
        await Task.WhenAll(Enumerable.Range(1, 300).Select(async n =>
        {
            for (var turn = 0; turn < 3; turn++)
            {
                await Host.Grains.Subscriber(Number(n)).OptOut(new(store, ConsentMethod.Api, "test", "test"));
                var proof = Proof with { At = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(1) };
                if (await Host.Grains.Subscriber(Number(n)).OptIn(new(store, ConsentMethod.Api, proof, PersonName.Unknown, false, Fresh: true, "test")) is { Ok: false } result)
                    refused.Add(result.Refusal);
            }
        }));
        await OptIn(store, Enumerable.Range(301, 50));
        var view = await WhenEnded(campaign);

        Assert.Empty(refused);
        AssertAccounted(view);
        Assert.Equal(300, view.Audience);
        Assert.Equal(300, Left(view) + view.ByCode.GetValueOrDefault(Codes.OptedOut));
        Assert.Equal(Left(view), Enumerable.Range(1, 300).Sum(Texts));
        Assert.All(Enumerable.Range(1, 300), n => Assert.InRange(Texts(n), 0, 1));
        // They came after the audience was frozen.
        Assert.All(Enumerable.Range(301, 50), n => Assert.Equal(0, Texts(n)));
    }

    [Fact]
    public async Task TwoStoresOfOnePerson_TextEachOnItsOwnConsent()
    {
        var motors = await NewStore();
        var flowers = await NewStore("FLOWERS");
        await OptIn(motors, Enumerable.Range(1, 10));
        await OptIn(flowers, Enumerable.Range(1, 10));
        await Host.Grains.Subscriber(Number(4)).OptOut(new(motors, ConsentMethod.Api, "test", "test"));
        var one = await WhenEnded(await StartCampaign(motors));
        var other = await WhenEnded(await StartCampaign(flowers));

        Assert.Equal((9, 10), (one.Audience, other.Audience));
        Assert.Equal((9, 10), (Left(one), Left(other)));
        Assert.Equal(1, Texts(4));
        Assert.Equal(2, Texts(5));
    }

    static long Count(CampaignView view, DeliveryStatus status) => view.ByStatus.GetValueOrDefault(status);
}
