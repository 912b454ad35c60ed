using Spectre.Console;

namespace Hark.Api;

/// <summary>Some people answer the campaign while it runs.</summary>
sealed class DemoReplies(ISimulator simulator, IAnsiConsole console, TimeProvider time)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);
    static readonly string[] Texts = ["STOP", "HELP", "Do you have winter tyres for a van?"];

    readonly List<(PhoneNumber Number, string Text)> _sent = [];

    public async Task Send(StoreView store, IReadOnlyList<PhoneNumber> people, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Pause, time);
        foreach (var (number, text) in people.Zip(Texts))
        {
            if (!await timer.WaitForNextTickAsync(cancellation)) return;
            await simulator.Inbound(number, store.Sender, text);
            _sent.Add((number, text));
        }
    }

    public async Task Tell()
    {
        foreach (var (number, text) in _sent)
            console.Say($"  {number} texted '{text}'; the last text on that handset: '{(await simulator.MessagesTo(number) is [.., var last] ? last.Text : "none")}'");
    }
}
