using System.Reflection;

namespace Hark.Cluster.Tests;

/// <summary>The program for a cluster, built in the configuration of the tests.</summary>
static class SiloProgramFile
{
    public static string Path { get; } = System.IO.Path.GetFullPath(
        typeof(SiloProgramFile).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Program").Value!);

    public static string[] Serving(string role) => [Path, "--role", role, "--urls", "http://127.0.0.1:0"];
}
