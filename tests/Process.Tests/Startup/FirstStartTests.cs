using System.Net;

namespace Hark.Process.Tests;

public sealed class FirstStartTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WithoutAKey_TheFirstStartPrintsOneThatWorksAndTheSecondNone()
    {
        const string says = "Admin key (shown this once, keep it): ";
        var settings = new HarkSettings { Key = null };
        string key;
        using (var first = await OneMachine.Start(_folder, settings))
        {
            key = first.Output.Split(says)[1].Split('\n')[0].Trim();
            await KeyWorks(first, key);
            Assert.Equal(0, (await first.Stop()).Code);
        }
        using var second = await OneMachine.Start(_folder, settings);
        Assert.DoesNotContain(says, second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(key, second.Output + second.Errors, StringComparison.Ordinal);
        await KeyWorks(second, key);
    }

    static async Task KeyWorks(HarkProcess hark, string key)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await hark.Http.Get("/v1/audit")).Status);
        hark.Http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        Assert.Equal(HttpStatusCode.OK, (await hark.Http.Get("/v1/audit")).Status);
    }
}
