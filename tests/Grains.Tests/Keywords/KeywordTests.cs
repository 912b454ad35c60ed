using Hark.Testing;

namespace Hark.Grains.Tests;

public class KeywordTests
{
    readonly MemoryState<KeywordState> _state = new();

    [Fact]
    public async Task Claim_IsIdempotentForItsHolder()
    {
        Assert.Null(await Keyword().Holder());
        Assert.Equal(Sample.Store, (await Keyword().Claim(Sample.Store)).Value);
        Assert.Equal(Sample.Store, (await Keyword().Claim(Sample.Store)).Value);
        Assert.Equal(Sample.Store, await Keyword().Holder());
        Assert.Equal(1, _state.Writes);
    }

    [Fact]
    public async Task ClaimOfAnother_IsRefused()
    {
        await Keyword().Claim(Sample.Store);
        Assert.Equal(Codes.KeywordTaken, (await Keyword().Claim(Sample.OtherStore)).Refusal?.Code);
        Assert.Equal(Sample.Store, await Keyword().Holder());
    }

    [Fact]
    public async Task Release_FreesItForOthersButOnlyByItsHolder()
    {
        await Keyword().Claim(Sample.Store);
        await Keyword().Release(Sample.OtherStore);
        Assert.Equal(Sample.Store, await Keyword().Holder());

        await Keyword().Release(Sample.Store);
        await Keyword().Release(Sample.Store);
        Assert.Null(await Keyword().Holder());
        Assert.Null(await new Keyword("MOTORS", _state.Reactivated()).Holder());
        Assert.True((await Keyword().Claim(Sample.OtherStore)).Ok);
    }

    [Fact]
    public async Task ClaimThatIsNotDurable_IsNotHeld()
    {
        _state.Fault.Before();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Keyword().Claim(Sample.Store));
        Assert.True((await Keyword().Claim(Sample.OtherStore)).Ok);
    }

    Keyword Keyword() => new("MOTORS", _state);
}
