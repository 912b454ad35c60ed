using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Hark.Api.Tests;

public sealed class DemoRunTests
{
    [Fact]
    public async Task Demo_ShowsAddressesAndProgressWithoutATerminal()
    {
        var output = new WatchedOutput("sent 0 of ");
        await using var app = HarkApi.Build(["--urls", "http://127.0.0.1:0", "--demo"], builder =>
        {
            builder.AddFakeHost();
            builder.Configuration["HARK_ADMIN_KEY"] = ApiFixture.AdminKey;
            builder.Services.AddSingleton(AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) }));
        });
        await app.StartAsync();
        await output.Seen.WaitAsync(TimeSpan.FromMinutes(2));

        var address = ApiFixture.AddressOf(app).ToString().TrimEnd('/');
        Assert.Contains($"{address}/openapi/v1.json", output.ToString(), StringComparison.Ordinal);
        // The address that it prints answers with the key that it prints.
        var curl = output.ToString().Split('\n').Single(l => l.Contains("Campaign  curl", StringComparison.Ordinal));
        using var client = ApiFixture.Client(new Uri(address), curl.Split("Bearer ")[1].Split('"')[0]);
        var campaign = await client.Get(curl.Split(' ')[^1].Trim());
        Assert.Equal("running", campaign.Text("status"));
        Assert.Equal(1000, app.Services.GetRequiredService<FakeWorld>().Consents.Count);
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
