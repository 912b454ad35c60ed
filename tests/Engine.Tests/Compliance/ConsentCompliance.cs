using Hark.Grains;
using Hark.Testing;

namespace Hark.Engine.Tests;

/// <summary>What handsets write, what it does to consent, and what they are answered (O3, O4), from the carrier's side to the carrier's side.</summary>
public abstract class ConsentCompliance : EngineCompliance
{
    readonly ManualTime _time = new();
    int _message;

    protected override HostSettings Settings => new() { Time = _time };

    [Fact]
    public async Task DoubleOptIn_AsksAndWaitsForYes()
    {
        var store = await NewStore(doubleOptIn: true);
        var asked = await Host.Grains.Store(store).OptIn(Number(1), Proof, PersonName.Unknown, "test");
        Assert.Equal(ConsentStatus.Pending, asked.Value!.Status);
        Assert.Contains("Reply YES", await Answer(1, 1), StringComparison.Ordinal);
        Assert.Equal(Codes.OptInPending, await Refused(store, 1));

        await Text(store, 1, "Yes!");
        Assert.Contains("You are in", await Answer(1, 2), StringComparison.Ordinal);
        Assert.Null(await Refused(store, 1));
        Assert.Equal([ConsentMethod.Api, ConsentMethod.Reply], (await Host.Consent.History(store, Number(1))).Select(row => row.Method));
    }

    [Fact]
    public async Task Keyword_OptsInAtOnceAlsoWithDoubleOptIn_AndAgainIsToldOnceADay()
    {
        var store = await NewStore(doubleOptIn: true);
        await Text(store, 1, "motors please");
        Assert.Contains("You are in", await Answer(1, 1), StringComparison.Ordinal);
        Assert.Equal(ConsentStatus.OptedIn, await Status(store, 1));

        await Text(store, 1, "MOTORS");
        Assert.Contains("already", await Answer(1, 2), StringComparison.Ordinal);
        await Text(store, 1, "Motors");
        await Silent(1, 2);
        await Pass(_time, TimeSpan.FromHours(24));
        await Text(store, 1, "MOTORS");
        Assert.Contains("already", await Answer(1, 3), StringComparison.Ordinal);
        Assert.Single(await Host.Consent.History(store, Number(1)));
    }

    [Fact]
    public async Task HelpFromAStranger_IsAnsweredAndChangesNothing()
    {
        var store = await NewStore();
        await Text(store, 1, "help");
        Assert.Contains("help@example.com", await Answer(1, 1), StringComparison.Ordinal);
        Assert.Equal(ConsentStatus.New, await Status(store, 1));
        Assert.Empty(await Host.Consent.History(store, Number(1)));
        Assert.Equal(Codes.NotOptedIn, await Refused(store, 1));
    }

    [Theory]
    [InlineData("STOP")]
    [InlineData("Stop. Thank you")]
    [InlineData("unsubscribe")]
    [InlineData("MOTORS stop")]
    public async Task Stop_IsConfirmedOnceThoughOptedOut_AndStartBringsBack(string stop)
    {
        var store = await NewStore();
        await OptIn(store, 1);
        await Text(store, 1, stop);
        Assert.Contains("unsubscribed", await Answer(1, 1), StringComparison.Ordinal);
        Assert.Equal(Codes.OptedOut, await Refused(store, 1));

        await Text(store, 1, stop);
        await Silent(1, 1);
        Assert.Equal(2, (await Host.Consent.History(store, Number(1))).Count);

        await Text(store, 1, "START");
        Assert.Contains("You are in", await Answer(1, 2), StringComparison.Ordinal);
        Assert.Null(await Refused(store, 1));
        Assert.Null((await Host.Consent.Verify(store)).BrokenAt);
    }

    [Fact]
    public async Task DoubtfulSentence_HoldsMarketingUntilTheyOptInAnew()
    {
        var store = await NewStore();
        await OptIn(store, 1);
        await Text(store, 1, "I am not interested");
        await Silent(1, 0);
        Assert.True((await Host.Grains.Subscriber(Number(1)).View(store)).Doubtful);
        Assert.Equal(Codes.ConsentDoubtful, await Refused(store, 1, MessageKind.Marketing));
        Assert.Null(await Refused(store, 1));

        await Text(store, 1, "MOTORS");
        Assert.Null(await Refused(store, 1, MessageKind.Marketing));
    }

    [Fact]
    public async Task SharedShortCode_KeywordMeansItsHolder_StopMeansAllThePersonKnows()
    {
        var (motors, flowers) = (await Shared("MOTORS"), await Shared("FLOWERS"));
        await Inbound(1, "MOTORS");
        Assert.Equal((ConsentStatus.OptedIn, ConsentStatus.New), (await Status(motors, 1), await Status(flowers, 1)));
        await Inbound(1, "STOP");
        Assert.Equal((ConsentStatus.OptedOut, ConsentStatus.New), (await Status(motors, 1), await Status(flowers, 1)));

        await Inbound(2, "MOTORS");
        await Inbound(2, "FLOWERS");
        await Inbound(2, "STOP");
        Assert.Equal((ConsentStatus.OptedOut, ConsentStatus.OptedOut), (await Status(motors, 2), await Status(flowers, 2)));
        Assert.Contains("unsubscribed", await Answer(2, 4), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TextGivenTwiceByTheCarrier_CountsOnce()
    {
        var store = await NewStore();
        await OptIn(store, 1);
        var stop = new InboundText("one", Number(1), "x", "STOP", _time.GetUtcNow());
        await Host.Grains.Store(store).Receive(stop);
        await Host.Grains.Store(store).Receive(stop);
        await Answer(1, 1);
        await Text(store, 1, "START");
        await Answer(1, 2);
        // The carrier gives the old STOP once more: what they said since stands.
        await Host.Grains.Store(store).Receive(stop);
        await Silent(1, 2);

        Assert.Equal(ConsentStatus.OptedIn, await Status(store, 1));
        Assert.Equal(2, (await Host.Inbox.List(store, new())).Items.Count);
        Assert.Equal(3, (await Host.Consent.History(store, Number(1))).Count);
    }

    [Fact]
    public async Task Import_NeverBringsBackWhoOptedOut()
    {
        var store = await NewStore();
        await OptIn(store, 1, 2);
        await Text(store, 1, "STOP");
        // Also from somebody who was never in.
        await Text(store, 3, "STOP");
        var import = new ImportId(await Host.Ids.Next());
        await Host.Imports.Open(import, store, _time.GetUtcNow());
        var later = Proof with { At = _time.GetUtcNow() + TimeSpan.FromMinutes(1) };
        await Host.Imports.Add(import, [.. Enumerable.Range(1, 4).Select(n => new ImportRow(n, Number(n), ConsentStatus.OptedIn, n == 4 ? null : later, PersonName.Unknown))], []);
        await Host.Grains.Import(import).Start(new(import, store, "test", 4, 0));
        var view = await Passing(_time, TimeSpan.FromMilliseconds(20), () => Host.Grains.Import(import).View(), v => v!.Status == ImportStatus.Completed);

        Assert.Equal(2, view!.ByOutcome[Codes.ConsentRevoked]);
        Assert.Equal([ConsentStatus.OptedOut, ConsentStatus.OptedIn, ConsentStatus.OptedOut, ConsentStatus.Pending],
            await Task.WhenAll(Enumerable.Range(1, 4).Select(n => Status(store, n))));
    }

    [Fact]
    public async Task StoreThatOptsSomebodyOut_TellsThem_AndOnlyALaterConsentBringsThemBack()
    {
        var store = await NewStore();
        await OptIn(store, 1);
        Assert.True((await Host.Grains.Store(store).OptOut(Number(1), "test")).Value!.Changed);
        Assert.Contains("unsubscribed", await Answer(1, 1), StringComparison.Ordinal);
        Assert.Equal(Codes.ConsentRevoked, (await Host.Grains.Store(store).OptIn(Number(1), Proof, PersonName.Unknown, "test")).Refusal!.Code);
        Assert.Equal(Codes.EvidenceMissing, (await Host.Grains.Store(store).OptIn(Number(1), Proof with { Evidence = " " }, PersonName.Unknown, "test")).Refusal!.Code);
        var later = Proof with { At = _time.GetUtcNow() };
        Assert.Equal(ConsentStatus.OptedIn, (await Host.Grains.Store(store).OptIn(Number(1), later, PersonName.Unknown, "test")).Value!.Status);
    }

    async Task<StoreId> Shared(string keyword)
    {
        var account = new AccountId(await Host.Ids.Next());
        await Host.Grains.Account(account).Create(new("Main Street", "owner@example.com", "-", $"key-{account}"));
        var store = new StoreId(await Host.Ids.Next());
        Assert.True((await Host.Grains.Store(store).Create(new(account, $"The {keyword}", keyword, null, false, null, null, "12345"))).Ok);
        return store;
    }

    Task<InboundMeaning> Text(StoreId store, int number, string text) => Host.Grains.Store(store).Receive(new($"m{++_message}", Number(number), "x", text, _time.GetUtcNow()));

    Task Inbound(int number, string text) => Host.Carrier.Inbound(Number(number), "12345", text);

    async Task<ConsentStatus> Status(StoreId store, int number) => (await Host.Grains.Subscriber(Number(number)).View(store)).Status;

    /// <summary>The newest text, once the handset has so many.</summary>
    async Task<string> Answer(int number, int texts)
    {
        await Passing(_time, TimeSpan.FromMilliseconds(20), () => Task.FromResult(Texts(number)), count => count >= texts);
        Assert.Equal(texts, Texts(number));
        return Host.Carrier.MessagesTo(Number(number))[0].Text;
    }

    async Task Silent(int number, int texts)
    {
        await Pass(_time, TimeSpan.FromMinutes(5));
        Assert.Equal(texts, Texts(number));
    }

    /// <summary>Why a single text would be refused now; null when it would not. Nothing is sent.</summary>
    async Task<string?> Refused(StoreId store, int number, MessageKind kind = MessageKind.Informational)
    {
        var text = new OutboundText($"Text {++_message}", "+15550000001", kind, new(TextEncoding.Gsm7, 8, 1, 1), _message);
        return (await Host.Grains.Subscriber(Number(number)).Check(new(new(1), store, text, Priority.Single, new()))).Code;
    }
}
