using Hark.Testing;

namespace Hark.Engine.Tests;

/// <summary>Single texts: one second apart in the order asked for, refused at once where that is known, and ahead of campaigns (M1, B2).</summary>
public abstract class SingleSendCompliance : EngineCompliance
{
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    readonly ManualTime _time = new();

    protected override HostSettings Settings => new() { Rate = 30, SingleSendRate = 1, Time = _time };

    [Fact]
    public async Task TextsOfOneStore_LeaveInOrderOneASecond_OfTwoStoresBesideEachOther()
    {
        var (motors, flowers) = (await NewStore(), await NewStore("FLOWERS"));
        await OptIn(motors, 1);
        await OptIn(flowers, 2);
        var began = _time.GetUtcNow();
        for (var i = 1; i <= 5; i++)
        {
            await Send(motors, 1, $"Motors {i}");
            await Send(flowers, 2, $"Flowers {i}");
        }
        await Passing(_time, Step, () => Task.FromResult(Texts(1) + Texts(2)), texts => texts == 10);

        foreach (var number in new[] { 1, 2 })
        {
            var sent = Host.Carrier.MessagesTo(Number(number)).Reverse().ToList();
            Assert.Equal(["1", "2", "3", "4", "5"], sent.Select(m => m.Text[^1..]));
            // The pace is that of leaving the store; a slow disk may delay one text on its way and bring it closer to the next.
            Assert.All(sent.Index(), text => Assert.True(text.Item.At - began >= TimeSpan.FromSeconds(text.Index), $"Text {text.Index + 1} left after {text.Item.At - began}."));
        }
        Assert.True(_time.GetUtcNow() - began < TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task WhatIsKnownAtOnce_IsRefusedAtOnceWithItsCode()
    {
        var store = await NewStore();
        await OptIn(store, 1, 2, 3, 4, 5);
        await Host.Grains.Subscriber(Number(2)).OptOut(new(store, ConsentMethod.Api, "test", "test"));
        await Host.Grains.Subscriber(Number(3)).Block("complaint");
        await Host.Grains.Subscriber(Number(4)).Receive(new(store, "I am not interested", "m1", _time.GetUtcNow(), null));
        await Host.Grains.Subscriber(Number(6)).OptIn(new(store, ConsentMethod.Api, Proof, PersonName.Unknown, Confirm: true, Fresh: true, "test"));
        await Send(store, 5, "Your car is ready.");
        await Passing(_time, Step, () => Task.FromResult(Texts(5)), texts => texts == 1);

        Assert.Equal(Codes.StoreUnknown, await Refused(new(999_999), Number(1)));
        Assert.Equal(Codes.OptedOut, await Refused(store, Number(2)));
        Assert.Equal(Codes.RecipientBlocked, await Refused(store, Number(3)));
        Assert.Equal(Codes.ConsentDoubtful, await Refused(store, Number(4), kind: MessageKind.Marketing));
        Assert.Equal(Codes.Duplicate, await Refused(store, Number(5), "your car is ready"));
        Assert.Equal(Codes.OptInPending, await Refused(store, Number(6)));
        Assert.Equal(Codes.NotOptedIn, await Refused(store, Number(7)));
        Assert.Equal(Codes.NumberEmergency, await Refused(store, new(911)));
        Assert.Equal(Codes.NumberPremium, await Refused(store, PhoneNumber.Parse("+19005550123")));
        Assert.Equal(Codes.TextEmpty, await Refused(store, Number(1), " "));
        Assert.Equal(Codes.TextTooLong, await Refused(store, Number(1), new string('x', 1601)));
        Assert.Equal(Codes.TextControlCharacters, await Refused(store, Number(1), "a\u0007b"));
        Assert.Equal(Codes.TextMalformed, await Refused(store, Number(1), "a\uD83D"));
        // What was refused has left no row.
        Assert.Single((await Host.Deliveries.List(store, new(), new())).Items);
    }

    [Fact]
    public async Task QueuedTexts_SurviveARestartAndLeaveOnce()
    {
        var store = await NewStore();
        await OptIn(store, 1);
        for (var i = 1; i <= 5; i++) await Send(store, 1, $"Text {i}");
        await Passing(_time, Step, () => Task.FromResult(Texts(1)), texts => texts == 2);
        await Restart();
        await Passing(_time, Step, () => Task.FromResult(Texts(1)), texts => texts == 3);
        await Pass(_time, TimeSpan.FromMinutes(5));

        Assert.Equal(["5", "4", "3"], Host.Carrier.MessagesTo(Number(1)).Select(m => m.Text[^1..]));
        Assert.All((await Host.Deliveries.List(store, new(), new())).Items, row => Assert.Contains(row.Status, new[] { DeliveryStatus.Submitted, DeliveryStatus.Delivered }));
    }

    [Fact]
    public async Task OneDeliveryAskedForThreeTimes_LeavesOnce()
    {
        var store = await NewStore();
        await OptIn(store, 1);
        var delivery = new DeliveryId(await Host.Ids.Next());
        for (var i = 0; i < 3; i++)
            Assert.Equal(delivery, (await Host.Grains.Store(store).Send(delivery, new(Number(1), "Your car is ready.", MessageKind.Informational))).Value!.Id);
        await Pass(_time, TimeSpan.FromSeconds(20));
        Assert.True((await Host.Grains.Store(store).Send(delivery, new(Number(1), "Your car is ready.", MessageKind.Informational))).Ok);
        await Pass(_time, TimeSpan.FromSeconds(20));
        Assert.Equal(1, Texts(1));
        Assert.Single((await Host.Deliveries.List(store, new(), new())).Items);
    }

    [Fact]
    public async Task TextWithAPicture_IsOnePart_AndAnotherTextThanWithout()
    {
        var store = await NewStore();
        await OptIn(store, 1, 2);
        var words = new string('x', 400);
        var photo = await Host.Pictures.Keep(new(PictureType.Gif, 1, 1, SamplePictures.Gif));
        var logo = await Host.Pictures.Keep(new(PictureType.Png, 1, 1, SamplePictures.Png));
        foreach (var picture in new[] { photo, logo, null })
            Assert.Equal(picture, (await Send(picture)).Value?.Text.Picture);
        await Passing(_time, Step, () => Task.FromResult(Texts(1)), texts => texts == 3);

        Assert.Equal([1, 1, 3], Host.Carrier.MessagesTo(Number(1)).Reverse().Select(m => m.Parts));
        Assert.Equal([photo, logo, null], (await Host.Deliveries.List(store, new(), new())).Items.Reverse().Select(row => row.Picture));
        foreach (var picture in new[] { photo, logo, null }) Assert.Equal(Codes.Duplicate, (await Send(picture)).Refusal?.Code);

        // A campaign's picture is kept with its plan.
        var draft = new CampaignDraft("Sale", words, MessageKind.Informational, _time.GetUtcNow().AddHours(1), null, photo);
        Assert.Equal(2, (await Host.Grains.Store(store).Estimate(draft)).Value?.Parts);
        var campaign = new CampaignId(await Host.Ids.Next());
        Assert.True((await Host.Grains.Store(store).StartCampaign(campaign, draft)).Ok);
        await Restart();
        Assert.Equal(photo, (await Campaign(campaign)).Text.Picture);
        await Pass(_time, TimeSpan.FromMinutes(61));
        var row = await Passing(_time, Step, async () => (await Host.Deliveries.List(store, new(Campaign: campaign, Number: Number(2)), new())).Items, rows => rows is [{ Status: DeliveryStatus.Delivered }]);
        Assert.Equal((photo, 1), (row[0].Picture, row[0].Parts));

        async Task<Result<AcceptedText>> Send(Picture? picture) =>
            await Host.Grains.Store(store).Send(new(await Host.Ids.Next()), new(Number(1), words, MessageKind.Informational, picture));
    }

    [Fact]
    public async Task SingleText_OvertakesARunningCampaign()
    {
        var (motors, flowers) = (await NewStore(), await NewStore("FLOWERS"));
        await OptIn(motors, Enumerable.Range(1, 300));
        await OptIn(flowers, 1000);
        var campaign = await StartCampaign(motors);
        await Passing(_time, Step, () => Campaign(campaign), view => Left(view) > 10);
        var asked = _time.GetUtcNow();
        await Send(flowers, 1000, "Your flowers are here.");
        await Passing(_time, Step, () => Task.FromResult(Texts(1000)), texts => texts == 1);

        Assert.InRange(Host.Carrier.MessagesTo(Number(1000))[0].At - asked, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.True(Left(await Campaign(campaign)) < 200);
    }

    [Fact]
    public async Task WallClockSetBackAnHour_DoesNotHoldTexts()
    {
        var store = await NewStore();
        await OptIn(store, 1);
        for (var i = 1; i <= 4; i++) await Send(store, 1, $"Text {i}");
        await Passing(_time, Step, () => Task.FromResult(Texts(1)), texts => texts == 2);
        _time.StepWallClock(TimeSpan.FromHours(-1));
        var began = _time.GetTimestamp();
        await Passing(_time, Step, () => Task.FromResult(Texts(1)), texts => texts == 4);
        Assert.True(_time.GetElapsedTime(began) < TimeSpan.FromSeconds(10));
    }

    async Task Send(StoreId store, int number, string text)
    {
        var sent = await Host.Grains.Store(store).Send(new(await Host.Ids.Next()), new(Number(number), text, MessageKind.Informational));
        Assert.True(sent.Ok, sent.Refusal?.Reason);
    }

    async Task<string?> Refused(StoreId store, PhoneNumber to, string text = "Another text.", MessageKind kind = MessageKind.Informational) =>
        (await Host.Grains.Store(store).Send(new(await Host.Ids.Next()), new(to, text, kind))).Refusal?.Code;
}
