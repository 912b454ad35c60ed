using Hark.Testing;

namespace Hark.Engine.Tests;

/// <summary>Stores on the shared short codes, from the carrier's side to the carrier's side: keywords to the marketing code, the talk on communication codes.</summary>
public abstract class ShortCodeCompliance : EngineCompliance
{
    const string Marketing = "444999";
    const string First = "24411";
    const string Second = "36546";
    const string Third = "55398";

    readonly ManualTime _time = new();

    protected override HostSettings Settings => new() { Time = _time };

    [Fact]
    public async Task DoubleOptIn_IsAskedAnsweredAndConfirmedOnOneCommunicationCode()
    {
        var store = await Shared("MOTORS", doubleOptIn: true);
        Assert.Equal(ConsentStatus.Pending, (await Host.Grains.Store(store).OptIn(Number(1), Proof, PersonName.Unknown, "test")).Value!.Status);
        await Gets(1, 1, First, "Reply YES");

        await Host.Carrier.Inbound(Number(1), First, "Yes!");
        await Gets(1, 2, First, "You are in");
        Assert.Equal(ConsentStatus.OptedIn, await Status(store, 1));
    }

    [Fact]
    public async Task Keyword_OptsInAtOnce_AndTheTalkIsOnACommunicationCode()
    {
        var store = await Shared("MOTORS", doubleOptIn: true);
        Assert.True((await Host.Grains.Store(store).AddKeyword("PIZZA", KeywordUse.OptIn)).Ok);
        await Host.Carrier.Inbound(Number(1), Marketing, "motors please");
        await Gets(1, 1, First, "You are in");
        await Host.Carrier.Inbound(Number(2), Marketing, "Pizza");
        await Gets(2, 1, First, "You are in");
        Assert.Equal(["PIZZA", "MOTORS"], (await Host.Inbox.List(store, new())).Items.Select(row => row.Keyword));

        Assert.True((await Host.Grains.Store(store).Send(new(await Host.Ids.Next()), new(Number(1), "Your car is ready.", MessageKind.Informational))).Ok);
        await Gets(1, 2, First, "Your car is ready.");
        await Host.Carrier.Inbound(Number(1), First, "help");
        await Gets(1, 3, First, "help@example.com");
        // Nobody talks with this number there; the keyword tells whom it means.
        await Host.Carrier.Inbound(Number(3), Second, "MOTORS");
        await Gets(3, 1, First, "You are in");
    }

    [Fact]
    public async Task Responder_AnswersByStatusFromTheMarketingCode_OnceATextAndChangesNothing()
    {
        var store = await Shared("MOTORS");
        var motors = Host.Grains.Store(store);
        await motors.AddKeyword("MENU", KeywordUse.Responder);
        await Host.Carrier.Inbound(Number(1), Marketing, "MENU");
        Assert.True((await motors.SetResponder("MENU", "Members eat free.", "Text MOTORS to join.")).Ok);

        var asked = new InboundText("given twice", Number(1), Marketing, "menu today?", _time.GetUtcNow());
        await motors.Receive(asked);
        await Gets(1, 1, Marketing, "The MOTORS: Text MOTORS to join.");
        await motors.Receive(asked);
        await OptIn(store, 1);
        await Host.Carrier.Inbound(Number(1), Marketing, "Menu");
        await Gets(1, 2, Marketing, "The MOTORS: Members eat free.");
        Assert.Equal(["MENU", "MENU", "MENU"], (await Host.Inbox.List(store, new())).Items.Select(row => row.Keyword));

        await Host.Carrier.Inbound(Number(1), Marketing, "menu stop");
        await Gets(1, 3, First, "unsubscribed");
        await Host.Carrier.Inbound(Number(1), Marketing, "MENU");
        await Gets(1, 4, Marketing, "Text MOTORS to join.");
        Assert.Equal(ConsentStatus.OptedOut, await Status(store, 1));
    }

    [Fact]
    public async Task StopToOneStore_LeavesTheOther_AndItsCodeIsThereForANewOne()
    {
        var (motors, flowers, games) = (await Shared("MOTORS"), await Shared("FLOWERS"), await Shared("GAMES"));
        await Shared("BOOKS");
        await Writes(Marketing, "MOTORS", 1, First, "The MOTORS");
        await Writes(Marketing, "FLOWERS", 2, Second, "The FLOWERS");

        await Writes(First, "STOP", 3, First, "The MOTORS: You are unsubscribed");
        Assert.Equal((ConsentStatus.OptedOut, ConsentStatus.OptedIn), (await Status(motors, 1), await Status(flowers, 1)));
        await Writes(First, "START", 4, First, "The MOTORS: You are in");

        await Writes(First, "STOP", 5, First, "The MOTORS: You are unsubscribed");
        await Writes(Marketing, "BOOKS", 6, Third, "The BOOKS: You are in");
        await Writes(Marketing, "GAMES", 7, First, "The GAMES: You are in");
        await Writes(First, "STOP", 8, First, "The GAMES: You are unsubscribed");
        Assert.Equal((ConsentStatus.OptedIn, ConsentStatus.OptedOut), (await Status(flowers, 1), await Status(games, 1)));
        await Writes(Marketing, "MOTORS", 9, First, "The MOTORS: You are in");
    }

    [Fact]
    public async Task StopToTheMarketingCode_MeansEveryStoreOfThePersonOnTheSharedCodes()
    {
        var (motors, flowers, own) = (await Shared("MOTORS"), await Shared("FLOWERS"), await NewStore("GARAGE"));
        await Host.Carrier.Inbound(Number(1), Marketing, "MOTORS");
        await Gets(1, 1, First, "You are in");
        // Imported, and not texted yet.
        await OptIn(flowers, 1);
        await OptIn(own, 1);
        await Host.Carrier.Inbound(Number(1), Marketing, "STOP");
        Assert.Equal((ConsentStatus.OptedOut, ConsentStatus.OptedOut, ConsentStatus.OptedIn), (await Status(motors, 1), await Status(flowers, 1), await Status(own, 1)));
    }

    [Fact]
    public async Task StartThatCouldMeanSeveralStores_MeansNone_AndAStopThatBeginsWithAKeywordAll()
    {
        var (motors, flowers, bakery) = (await Shared("MOTORS"), await Shared("FLOWERS"), await Shared("PLEASE"));
        await OptIn(motors, 1);
        await OptIn(flowers, 1);
        await Host.Carrier.Inbound(Number(1), Marketing, "Please stop texting me");
        Assert.Equal((ConsentStatus.OptedOut, ConsentStatus.OptedOut), (await Status(motors, 1), await Status(flowers, 1)));

        // To a code on which this person talks with nobody, too.
        await OptIn(motors, 2);
        await Host.Carrier.Inbound(Number(2), Third, "Please stop texting me");
        Assert.Equal(ConsentStatus.OptedOut, await Status(motors, 2));

        await Host.Carrier.Inbound(Number(1), Marketing, "START");
        Assert.Equal((ConsentStatus.OptedOut, ConsentStatus.OptedOut), (await Status(motors, 1), await Status(flowers, 1)));
        await Host.Carrier.Inbound(Number(1), Marketing, "FLOWERS");
        Assert.Equal((ConsentStatus.OptedOut, ConsentStatus.OptedIn), (await Status(motors, 1), await Status(flowers, 1)));
        Assert.NotEqual(ConsentStatus.OptedIn, await Status(bakery, 1));
    }

    [Theory]
    [InlineData(Marketing)]
    [InlineData(Second)]
    public async Task StopOfSomebodyWhomNobodyKnows_HoldsAgainstAnEarlierConsent(string to)
    {
        var motors = await Shared("MOTORS");
        await Host.Carrier.Inbound(Number(1), to, "Stop");
        var import = new OptIn(motors, ConsentMethod.Import, Proof, PersonName.Unknown, Confirm: false, Fresh: false, "test");
        Assert.Equal(Codes.ConsentRevoked, (await Host.Grains.Subscriber(Number(1)).OptIn(import)).Refusal!.Code);
        Assert.Equal(ConsentStatus.New, await Status(motors, 1));

        _time.Advance(TimeSpan.FromMinutes(1));
        await Host.Carrier.Inbound(Number(1), Marketing, "MOTORS");
        Assert.Equal(ConsentStatus.OptedIn, await Status(motors, 1));
    }

    [Fact]
    public async Task CampaignsOfTwoStores_LeaveFromTheCodeOfEachPersonAndStore()
    {
        var (motors, flowers) = (await Shared("MOTORS"), await Shared("FLOWERS"));
        await OptIn(motors, 1, 2);
        await OptIn(flowers, 2, 3);
        await StartCampaign(motors);
        await Gets(1, 1, First, "The MOTORS");
        await Gets(2, 1, First, "The MOTORS");
        await StartCampaign(flowers);
        await Gets(2, 2, Second, "The FLOWERS");
        await Gets(3, 1, First, "The FLOWERS");
    }

    async Task<StoreId> Shared(string keyword, bool doubleOptIn = false)
    {
        var account = new AccountId(await Host.Ids.Next());
        await Host.Grains.Account(account).Create(new("Main Street", "owner@example.com", "-", $"key-{account}"));
        var store = new StoreId(await Host.Ids.Next());
        var created = await Host.Grains.Store(store).Create(new(account, $"The {keyword}", keyword, null, doubleOptIn, null, null, null, SharedShortCodes: true));
        Assert.Equal(Marketing, created.Value?.Sender);
        return store;
    }

    async Task<ConsentStatus> Status(StoreId store, int number) => (await Host.Grains.Subscriber(Number(number)).View(store)).Status;

    /// <summary>The first person writes, and gets a text from a code.</summary>
    async Task Writes(string to, string text, int count, string from, string says)
    {
        await Host.Carrier.Inbound(Number(1), to, text);
        await Gets(1, count, from, says);
    }

    /// <summary>The newest text of a handset, once it has so many: from where, and what is in it.</summary>
    async Task Gets(int number, int texts, string from, string says)
    {
        await Passing(_time, TimeSpan.FromMilliseconds(20), () => Task.FromResult(Texts(number)), count => count >= texts);
        Assert.Equal(texts, Texts(number));
        var newest = Host.Carrier.MessagesTo(Number(number))[0];
        Assert.Equal(from, newest.From);
        Assert.Contains(says, newest.Text, StringComparison.Ordinal);
    }
}
