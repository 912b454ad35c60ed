using System.Globalization;
using System.Text.RegularExpressions;

namespace Hark.Process.Tests;

public sealed partial class DemoProcessTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>With the quiet hours of the gate, at whatever hour the tests run.</summary>
    [Fact]
    public async Task Demo_TextsAThousandPeopleAtAnyHourAndServesOn()
    {
        // Faster than the demonstration's 30 a second; what a person watches for half a minute is the same.
        var settings = new HarkSettings { Arguments = ["--demo"] };
        settings["Bandwidth__Rate"] = "150";
        using var hark = await OneMachine.Start(_folder, settings);
        await Until.True(() => hark.Output.Contains("The service goes on", StringComparison.Ordinal), "the demonstration is over");

        Assert.Equal("", hark.Errors);
        var lines = hark.Output.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Contains($"OpenAPI   {hark.Http.BaseAddress!.ToString().TrimEnd('/')}/openapi/v1.json", lines);
        var progress = lines.Where(l => l.StartsWith("sent ", StringComparison.Ordinal)).ToList();
        // Every two seconds of seven at least, and each tells more than the one before.
        Assert.True(progress.Count >= 3, hark.Output);
        Assert.Equal(progress.Select(Sent).Order(), progress.Select(Sent));
        // One has texted STOP before the end, perhaps before the campaign came to him.
        Assert.InRange(Sent(progress[^1]), 999, 1000);
        Assert.Contains("| held 0 |", progress[^1], StringComparison.Ordinal);
        Assert.Contains("completed at", progress[^1], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.Contains("texted 'STOP'; the last text on that handset: 'Main Street Motors", StringComparison.Ordinal));

        Assert.True(hark.Alive);
        Assert.Equal("alive\n", await hark.Http.GetStringAsync("/healthz"));
        Assert.Equal(0, (await hark.Stop()).Code);
    }

    static int Sent(string line) => int.Parse(SentOf().Match(line).Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex("^sent ([0-9,]+) of 1,000 ")]
    private static partial Regex SentOf();
}
