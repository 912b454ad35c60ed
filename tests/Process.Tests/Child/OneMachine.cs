using System.Reflection;

namespace Hark.Process.Tests;

/// <summary>The program for one machine, on the test's folder.</summary>
static class OneMachine
{
    /// <summary>Path of the program, built in the configuration of the tests.</summary>
    public static string ProgramFile { get; } = Path.GetFullPath(
        typeof(OneMachine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Program").Value!);

    /// <summary>Starts it and does not wait.</summary>
    /// <param name="data">The data folder when it is another than the test's.</param>
    public static HarkProcess Begin(TemporaryFolder folder, HarkSettings settings, string? data = null) => HarkProcess.Begin(folder.Root, settings, Command(data ?? folder.Data));

    /// <summary>Starts it and waits until it listens.</summary>
    public static Task<HarkProcess> Start(TemporaryFolder folder, HarkSettings settings) => HarkProcess.Start(folder.Root, settings, Command(folder.Data));

    static string[] Command(string data) => [ProgramFile, "--data", data, "--urls", "http://127.0.0.1:0"];
}
