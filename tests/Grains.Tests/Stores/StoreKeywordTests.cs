using Hark.Testing;

namespace Hark.Grains.Tests;

/// <summary>Keywords of a store that come and go, and what a crash in between leaves.</summary>
public sealed class StoreKeywordTests
{
    readonly StoreBench _bench = new StoreBench().Created();

    [Fact]
    public async Task Added_IsHeldAndListedAfterThePrimaryOne()
    {
        Assert.Equal(new StoreKeyword("PIZZA", KeywordUse.OptIn), (await _bench.Store.AddKeyword("pizza", KeywordUse.OptIn)).Value);
        Assert.Equal(new StoreKeyword("MENU", KeywordUse.Responder), (await _bench.Store.AddKeyword("Menu", KeywordUse.Responder)).Value);
        var writes = _bench.State.Writes;
        Assert.True((await _bench.Store.AddKeyword("PIZZA", KeywordUse.OptIn)).Ok);
        Assert.Equal(writes, _bench.State.Writes);
        Assert.Equal(["MOTORS", "PIZZA", "MENU"], await _bench.Words());
        Assert.Equal(Sample.Store, await _bench.Keyword("PIZZA").Holder());
    }

    [Fact]
    public async Task KeywordOfAnotherStore_IsRefusedAndNotListed()
    {
        await _bench.Keyword("PIZZA").Claim(Sample.OtherStore);
        Assert.Equal(Codes.KeywordTaken, (await _bench.Store.AddKeyword("PIZZA", KeywordUse.OptIn)).Refusal!.Code);
        Assert.Equal(["MOTORS"], await _bench.Words());
    }

    [Theory]
    [InlineData("STOP", KeywordUse.OptIn, Codes.KeywordReserved)]
    [InlineData("help", KeywordUse.Responder, Codes.KeywordReserved)]
    [InlineData("PIZ", KeywordUse.OptIn, Codes.KeywordInvalid)]
    [InlineData("MOTORS", KeywordUse.Responder, Codes.KeywordInUse)]
    [InlineData("motors", KeywordUse.OptIn, Codes.KeywordInUse)]
    [InlineData("PIZZA", KeywordUse.Primary, Codes.KeywordPrimary)]
    [InlineData("PIZZA", (KeywordUse)7, Codes.KeywordPrimary)]
    public async Task KeywordThatCannotBe_IsRefusedBeforeItIsClaimed(string word, KeywordUse use, string code)
    {
        _bench.Addressed = _ => Assert.Fail("It was claimed.");
        Assert.Equal(code, (await _bench.Store.AddKeyword(word, use)).Refusal!.Code);
    }

    [Fact]
    public async Task StoreWithAllItMayHave_GetsNoMore()
    {
        for (var n = 1; n < StoreKeywords.Most; n++) Assert.True((await _bench.Store.AddKeyword($"WORD{n}", KeywordUse.OptIn)).Ok);
        Assert.Equal(Codes.KeywordLimit, (await _bench.Store.AddKeyword("LAST", KeywordUse.OptIn)).Refusal!.Code);
        Assert.Null(await _bench.Keyword("LAST").Holder());
        Assert.True((await _bench.Store.AddKeyword("WORD1", KeywordUse.OptIn)).Ok);
    }

    [Fact]
    public async Task Removed_IsFreeForOthers_ThePrimaryOneNever()
    {
        await _bench.Store.AddKeyword("PIZZA", KeywordUse.OptIn);
        Assert.Equal("PIZZA", (await _bench.Store.RemoveKeyword("pizza")).Value!.Word);
        Assert.True((await _bench.Keyword("PIZZA").Claim(Sample.OtherStore)).Ok);
        Assert.Equal(Codes.KeywordUnknown, (await _bench.Store.RemoveKeyword("PIZZA")).Refusal!.Code);
        Assert.Equal(Codes.KeywordUnknown, (await _bench.Store.RemoveKeyword("no word")).Refusal!.Code);
        Assert.Equal(Codes.KeywordPrimary, (await _bench.Store.RemoveKeyword("Motors")).Refusal!.Code);
        Assert.Equal(Sample.OtherStore, await _bench.Keyword("PIZZA").Holder());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AdditionThatBrokeOff_IsHeldAndCompletedOrTakenBack(bool again)
    {
        _bench.State.Fault.Before();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _bench.Store.AddKeyword("PIZZA", KeywordUse.OptIn));
        _bench.Reactivate();
        Assert.Equal(["MOTORS"], await _bench.Words());
        Assert.Equal(Codes.KeywordTaken, (await _bench.Keyword("PIZZA").Claim(Sample.OtherStore)).Refusal!.Code);

        if (again) Assert.True((await _bench.Store.AddKeyword("PIZZA", KeywordUse.OptIn)).Ok);
        Assert.True((await _bench.Store.RemoveKeyword("PIZZA")).Ok);
        Assert.Null(await _bench.Keyword("PIZZA").Holder());
    }

    [Fact]
    public async Task RemovalThatBrokeOff_LeavesNoKeywordThatTwoStoresUse()
    {
        await _bench.Store.AddKeyword("PIZZA", KeywordUse.OptIn);
        _bench.StateOf("PIZZA").Fault.Before();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _bench.Store.RemoveKeyword("PIZZA"));
        _bench.Reactivate();
        Assert.Equal(["MOTORS"], await _bench.Words());
        Assert.Equal(Sample.Store, await _bench.Keyword("PIZZA").Holder());

        Assert.True((await _bench.Store.RemoveKeyword("PIZZA")).Ok);
        Assert.True((await _bench.Keyword("PIZZA").Claim(Sample.OtherStore)).Ok);
    }

    [Fact]
    public async Task Responder_GetsItsTwoTextsAndKeepsThem()
    {
        await _bench.Store.AddKeyword("MENU", KeywordUse.Responder);
        Assert.True((await _bench.Store.SetResponder("menu", "Members eat free.", "Join us.")).Ok);
        Assert.True((await _bench.Store.SetResponder("MENU", "Members eat for half.", "Join us.")).Ok);
        _bench.Reactivate();
        Assert.Equal(new StoreKeyword("MENU", KeywordUse.Responder, "Members eat for half.", "Join us."), (await _bench.Store.Keywords()).Value![1]);
        // Added again it stays as it is.
        Assert.Equal("Join us.", (await _bench.Store.AddKeyword("MENU", KeywordUse.Responder)).Value!.OtherText);
    }

    [Theory]
    [InlineData("MOTORS", "in", "out", Codes.KeywordNotResponder)]
    [InlineData("PIZZA", "in", "out", Codes.KeywordNotResponder)]
    [InlineData("OTHER", "in", "out", Codes.KeywordUnknown)]
    [InlineData("MENU", "", "out", Codes.TextEmpty)]
    [InlineData("MENU", "in", " ", Codes.TextEmpty)]
    [InlineData("MENU", "in", "a\tb", Codes.TextControlCharacters)]
    public async Task ResponderThatCannotBe_IsRefused(string word, string optedIn, string other, string code)
    {
        await _bench.Store.AddKeyword("PIZZA", KeywordUse.OptIn);
        await _bench.Store.AddKeyword("MENU", KeywordUse.Responder);
        Assert.Equal(code, (await _bench.Store.SetResponder(word, optedIn, other)).Refusal!.Code);
        Assert.Null((await _bench.Store.Keywords()).Value![2].OptedInText);
    }

    [Theory]
    [InlineData(1600, true)]
    [InlineData(1601, false)]
    public async Task ResponderText_HasAtMostWhatATextMayHave(int length, bool fits)
    {
        await _bench.Store.AddKeyword("MENU", KeywordUse.Responder);
        Assert.Equal(fits, (await _bench.Store.SetResponder("MENU", "Motors".PadRight(length, '.'), "out")).Ok);
        // Without the brand it is put in front, and has to fit too.
        Assert.False((await _bench.Store.SetResponder("MENU", new string('x', 1600), "out")).Ok);
    }

    [Fact]
    public async Task StoreThatWasNeverCreated_HasNone()
    {
        var store = new StoreBench().Store;
        Assert.Equal(Codes.StoreUnknown, (await store.Keywords()).Refusal!.Code);
        Assert.Equal(Codes.StoreUnknown, (await store.AddKeyword("PIZZA", KeywordUse.OptIn)).Refusal!.Code);
        Assert.Equal(Codes.StoreUnknown, (await store.RemoveKeyword("PIZZA")).Refusal!.Code);
        Assert.Equal(Codes.StoreUnknown, (await store.SetResponder("PIZZA", "in", "out")).Refusal!.Code);
    }

    [Theory]
    [InlineData("Menu please", KeywordUse.Responder, "MENU", "MENU")]
    [InlineData("\"Pizza!\"", KeywordUse.OptIn, "PIZZA", "PIZZA")]
    [InlineData("stop pizza", KeywordUse.OptIn, "PIZZA", null)]
    [InlineData("MOTORS", KeywordUse.Primary, "MOTORS", "MOTORS")]
    [InlineData("motors menu", KeywordUse.Responder, "MENU", "MOTORS")]
    [InlineData("hello", KeywordUse.OptIn, null, null)]
    public async Task Text_NamesKeywordsInItAndBeginsWithOne(string text, KeywordUse use, string? named, string? begins)
    {
        await _bench.Store.AddKeyword("PIZZA", KeywordUse.OptIn);
        await _bench.Store.AddKeyword("MENU", KeywordUse.Responder);
        Assert.Equal(named, StoreKeywords.Named(_bench.State.Value!, text, use));
        Assert.Equal(begins, StoreKeywords.In(_bench.State.Value!, text)?.Word);
    }
}
