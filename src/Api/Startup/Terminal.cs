using Spectre.Console;

namespace Hark.Api;

static class Terminal
{
    /// <summary>A line as it is: keys and addresses must not be wrapped at the terminal's width.</summary>
    public static void Say(this IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(line);
}
