namespace Hark.Records.Tests;

public abstract class SettingsSuite<TBackend> : RecordsSuite<TBackend> where TBackend : IBackend, new()
{
    [Fact]
    public async Task LastValue_IsKept()
    {
        Assert.Null(await Records.Settings.Get("admin_key"));
        await Records.Settings.Put("admin_key", "a");
        await Records.Settings.Put("admin_key", "b");
        await Restart();
        Assert.Equal("b", await Records.Settings.Get("admin_key"));
    }

    [Fact]
    public async Task PutIfAbsent_AnswersWhatStands()
    {
        Assert.Equal("a", await Records.Settings.PutIfAbsent("secret", "a"));
        Assert.Equal("a", await Records.Settings.PutIfAbsent("secret", "b"));
        await Restart();
        Assert.Equal("a", await Records.Settings.Get("secret"));
        await Records.Settings.Put("secret", "c");
        Assert.Equal("c", await Records.Settings.PutIfAbsent("secret", "d"));
    }

    [Fact]
    public async Task PutIfAbsent_AtOnce_HasOneWinner()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Task.Run(() => Records.Settings.PutIfAbsent("secret", $"{n}"))));
        Assert.Equal(await Records.Settings.Get("secret"), Assert.Single(answers.Distinct()));
    }
}
