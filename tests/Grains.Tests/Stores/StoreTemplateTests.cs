namespace Hark.Grains.Tests;

/// <summary>Wordings of a store's own: complete when they are written, and after each change of the store.</summary>
public sealed class StoreTemplateTests
{
    const string Confirmation = "Motors: welcome! 2 msgs/month. Msg&data rates may apply. HELP for help, STOP to end.";
    const string Help = "Motors: call help@motors.example. 2 msgs/month. Msg&data rates may apply. STOP to end.";

    readonly StoreBench _bench = new StoreBench().Created();

    public static TheoryData<AutoReplyKind> Kinds => [.. StoreTemplates.Kinds];

    [Fact]
    public async Task Templates_AreDefaultsUntilWritten_AndAgainAfterwards()
    {
        Assert.Equal(StoreTemplates.Kinds, (await Templates()).Select(template => template.Kind));
        Assert.All(await Templates(), template => Assert.False(template.Custom));
        var before = await Template(AutoReplyKind.Confirmation);

        Assert.Equal(new StoreTemplate(AutoReplyKind.Confirmation, Confirmation, Custom: true), (await _bench.Store.SetTemplate(AutoReplyKind.Confirmation, Confirmation)).Value);
        _bench.Reactivate();
        Assert.Equal(Confirmation, (await Template(AutoReplyKind.Confirmation)).Text);
        Assert.Single(await Templates(), template => template.Custom);

        Assert.Equal(before, (await _bench.Store.SetTemplate(AutoReplyKind.Confirmation, null)).Value);
        Assert.Equal(before, await Template(AutoReplyKind.Confirmation));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task WordingThatLacksElements_IsRefusedAndTheRefusalNamesThemAll(AutoReplyKind kind)
    {
        var refusal = (await _bench.Store.SetTemplate(kind, "Hello")).Refusal!;
        Assert.Equal(Codes.TemplateIncomplete, refusal.Code);
        Assert.All(TemplateCheck.Missing(kind, "Hello", new("Motors", "MOTORS", "help@motors.example")), element => Assert.Contains(element, refusal.Reason, StringComparison.Ordinal));
        Assert.False((await Template(kind)).Custom);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task DefaultWording_MayBeWrittenAsOnesOwn(AutoReplyKind kind) =>
        Assert.True((await _bench.Store.SetTemplate(kind, (await Template(kind)).Text)).Ok);

    [Theory]
    [InlineData("", Codes.TextEmpty)]
    [InlineData(Confirmation + "\t", Codes.TextControlCharacters)]
    public async Task TextThatMayNotLeave_IsRefused(string text, string code) =>
        Assert.Equal(code, (await _bench.Store.SetTemplate(AutoReplyKind.Confirmation, text)).Refusal!.Code);

    [Theory]
    [InlineData(AutoReplyKind.Responder)]
    [InlineData((AutoReplyKind)0)]
    public async Task KindWithoutAWording_IsUnknown(AutoReplyKind kind)
    {
        Assert.Equal(Codes.TemplateUnknown, (await _bench.Store.SetTemplate(kind, Confirmation)).Refusal!.Code);
        Assert.Equal(Codes.TemplateUnknown, (await _bench.Store.SetTemplate(kind, null)).Refusal!.Code);
    }

    [Fact]
    public async Task ChangeThatMakesAWordingIncomplete_IsRefusedAndNamesIt()
    {
        await _bench.Store.SetTemplate(AutoReplyKind.Help, Help);
        var contact = (await Change(helpContact: "+13125550123")).Refusal!;
        Assert.Equal(Codes.TemplateIncomplete, contact.Code);
        Assert.Contains("'help' would no longer tell the help contact", contact.Reason, StringComparison.Ordinal);
        Assert.Contains("the brand", (await Change(brand: "Flowers")).Refusal!.Reason, StringComparison.Ordinal);
        Assert.Equal(("Motors", "help@motors.example"), (_bench.State.Durable!.Brand, _bench.State.Durable.HelpContact));

        // The brand stands in the wording still.
        Assert.True((await Change(brand: "motors")).Ok);
        await _bench.Store.SetTemplate(AutoReplyKind.Help, null);
        Assert.True((await Change(helpContact: "+13125550123")).Ok);
        Assert.Contains("+13125550123", (await Template(AutoReplyKind.Help)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangeAfterWhichAnAnswerDoesNotFit_IsRefusedAndNamesTheKeyword()
    {
        await _bench.Store.AddKeyword("MENU", KeywordUse.Responder);
        Assert.True((await _bench.Store.SetResponder("MENU", new string('x', 1590), "Join us.")).Ok);
        var refusal = (await Change(brand: "Main Street Motors")).Refusal!;
        Assert.Equal(Codes.TextTooLong, refusal.Code);
        Assert.Contains("MENU", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangeThatIsRefused_IsNotAudited()
    {
        await _bench.Store.SetTemplate(AutoReplyKind.Help, Help);
        Assert.False((await _bench.Store.Change(new(null, null, null, "Flowers", null, DuplicateGuard: false, "a test", "admin"))).Ok);
        Assert.Empty(_bench.Audit.Entries);
    }

    [Fact]
    public async Task StoreThatWasNeverCreated_HasNone()
    {
        var store = new StoreBench().Store;
        Assert.Equal(Codes.StoreUnknown, (await store.Templates()).Refusal!.Code);
        Assert.Equal(Codes.StoreUnknown, (await store.SetTemplate(AutoReplyKind.Help, Help)).Refusal!.Code);
    }

    async Task<IReadOnlyList<StoreTemplate>> Templates() => (await _bench.Store.Templates()).Value!;

    async Task<StoreTemplate> Template(AutoReplyKind kind) => (await Templates()).Single(template => template.Kind == kind);

    Task<Result<StoreView>> Change(string? brand = null, string? helpContact = null) => _bench.Store.Change(new(null, null, null, brand, helpContact, null, null, "test"));
}
