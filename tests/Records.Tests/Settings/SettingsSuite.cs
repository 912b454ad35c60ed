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
}
