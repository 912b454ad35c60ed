using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Hark.Api.Tests;

public sealed class DemoRunTests
{
    [Fact]
    public async Task Demo_ShowsAddressesAndProgressWithoutATerminal()
    {
        var output = new WatchedOutput("sent ");
        await using var service = await TestService.Start(new Dictionary<string, string?> { ["Bandwidth:Rate"] = "30" },
            services: services => services
                .AddSingleton<MayTextAt>((_, _) => true)
                .AddSingleton(AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) })), args: "--demo");
        await output.Seen.WaitAsync(TimeSpan.FromMinutes(2));

        var address = service.Address.ToString().TrimEnd('/');
        Assert.Contains($"{address}/openapi/v1.json", output.ToString(), StringComparison.Ordinal);
        // The address that it prints answers with the key that it prints.
        var curl = output.ToString().Split('\n').Single(l => l.Contains("Campaign  curl", StringComparison.Ordinal));
        using var client = service.Client(curl.Split("Bearer ")[1].Split('"')[0]);
        var campaign = await client.Get(curl.Split(' ')[^1].Trim());
        Assert.Equal("running", campaign.Text("status"));
        Assert.Equal(1000, campaign.Json.GetProperty("audience").GetInt64());
    }

    /// <summary>Tells when a text has been written.</summary>
    sealed class WatchedOutput(string text) : StringWriter
    {
        readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => _seen.Task;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(text, StringComparison.Ordinal) == true) _seen.TrySetResult();
        }
    }
}
