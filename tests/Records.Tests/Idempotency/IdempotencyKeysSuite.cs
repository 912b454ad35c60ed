namespace Hark.Records.Tests;

public abstract class IdempotencyKeysSuite<TBackend> : RecordsSuite<TBackend> where TBackend : IBackend, new()
{
    [Fact]
    public async Task KeyAgain_TellsTheFirstReservation()
    {
        Assert.Equal(new IdempotencyReservation("h1", 7, null, null), await Records.IdempotencyKeys.Reserve("ac_1", "k", "h1", 7, Now));
        Assert.Equal(new IdempotencyReservation("h1", 7, null, null), await Records.IdempotencyKeys.Reserve("ac_1", "k", "h2", 8, Now));
        await Records.IdempotencyKeys.Complete("ac_1", "k", 202, "{}");
        await Restart();
        Assert.Equal(new IdempotencyReservation("h1", 7, 202, "{}"), await Records.IdempotencyKeys.Reserve("ac_1", "k", "h1", 9, Now));
    }

    [Fact]
    public async Task OtherScope_HasItsOwnKeys()
    {
        await Records.IdempotencyKeys.Reserve("ac_1", "k", "h1", 7, Now);
        Assert.Equal(8, (await Records.IdempotencyKeys.Reserve("ac_2", "k", "h2", 8, Now)).Effect);
    }

    [Fact]
    public async Task Forgotten_OnlyThoseReservedBefore()
    {
        await Records.IdempotencyKeys.Reserve("ac_1", "old", "h", 1, Now.AddHours(-25));
        await Records.IdempotencyKeys.Reserve("ac_1", "new", "h", 2, Now);
        await Records.IdempotencyKeys.Forget(Now.AddHours(-24));
        Assert.Equal(3, (await Records.IdempotencyKeys.Reserve("ac_1", "old", "h", 3, Now)).Effect);
        Assert.Equal(2, (await Records.IdempotencyKeys.Reserve("ac_1", "new", "h", 4, Now)).Effect);
    }
}
