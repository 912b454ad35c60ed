namespace Hark.Cluster.Tests;

static class Stories
{
    /// <summary>Runs a test; when it fails, tells what the processes wrote.</summary>
    public static async Task Story(this ProcessCluster cluster, ITestOutputHelper output, Func<Task> test)
    {
        try
        {
            await test();
        }
        catch
        {
            output.WriteLine(cluster.Story);
            throw;
        }
    }
}
