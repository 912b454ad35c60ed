using System.Collections.Concurrent;
using Hark.Grains;
using Hark.Testing;

namespace Hark.Carriers.Tests;

/// <summary>A link at the tests' own SMSC, on the real clock, with times short enough to wait for.</summary>
sealed class SmppBench : IAsyncDisposable
{
    public const string Sender = "+18005550199";
    public static readonly PhoneNumber Handset = PhoneNumber.Parse("+12015550100");

    SmppBench(NodeSmsc smsc, SmppOptions options, TimeProvider time)
    {
        (Smsc, Options) = (smsc, options);
        Link = new("smpp", options, () => Sink, Observer, time);
    }

    public NodeSmsc Smsc { get; }
    public SmppOptions Options { get; }
    public RecordingSink Sink { get; } = new();
    public RecordingObserver Observer { get; } = new();
    public SmppLink Link { get; }

    /// <param name="bound">Wait until all sessions are.</param>
    public static async Task<SmppBench> Start(NodeSmscSettings? smsc = null, Action<SmppOptions>? change = null, bool bound = true, TimeProvider? time = null)
    {
        var server = await NodeSmsc.Start(smsc);
        var bench = new SmppBench(server, OptionsFor(server.Port, change), time ?? TimeProvider.System);
        try
        {
            if (bound) await bench.Bound();
            return bench;
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }
    }

    public static SmppOptions OptionsFor(int port, Action<SmppOptions>? change = null)
    {
        var options = new SmppOptions
        {
            Host = "127.0.0.1",
            Port = port,
            SystemId = "hark",
            Password = "secret",
            Timeout = TimeSpan.FromSeconds(5),
            ReconnectAfter = TimeSpan.FromMilliseconds(50),
            ReconnectAtMost = TimeSpan.FromSeconds(1),
        };
        change?.Invoke(options);
        return options;
    }

    public Task Bound() => Until.True(() => Link.Report().Sessions == Options.Sessions, "all sessions are bound");

    public static CarrierText Text(long id, string body = "Bakery: fresh bread at 5.", PhoneNumber? to = null, LinkRoom? room = null) =>
        new(new DeliveryId(id), to ?? Handset, new OutboundText(body, Sender, MessageKind.Marketing, TextMeasurer.Measure(body), 1), Room: room);

    public Task<SubmitResult> Submit(long id = 1, string body = "Bakery: fresh bread at 5.", PhoneNumber? to = null) => Link.Submit(Text(id, body, to));

    /// <summary>Hands over texts 1 to count at once, each with its number in it, and each again while it is not sent, as pumps do.</summary>
    public async Task<SubmitResult[]> SubmitAll(int count, Func<int, string>? body = null) =>
        await Task.WhenAll(Enumerable.Range(1, count).Select(async i =>
        {
            while (true)
            {
                using var room = await Link.Enter(Sender);
                if (room.Refusal is null && await Link.Submit(Text(i, body?.Invoke(i) ?? $"Text {i}", room: room)) is { Status: not SubmitStatus.NotSent } answer) return answer;
                await Until.True(() => Link.HoldFor(Sender) == TimeSpan.Zero, "the link takes texts");
            }
        }));

    public async ValueTask DisposeAsync()
    {
        await Link.DisposeAsync();
        await Smsc.DisposeAsync();
    }
}

sealed class RecordingObserver : ILinkObserver
{
    readonly ConcurrentQueue<LinkReport> _reports = new();
    readonly ConcurrentQueue<string> _codes = new();

    public IReadOnlyCollection<LinkReport> Reports => _reports;
    public IReadOnlyCollection<string> Codes => _codes;

    /// <summary>Each once, in the order of their beginning.</summary>
    public IEnumerable<string> Troubles => _reports.Select(r => r.Trouble).OfType<string>().Distinct();

    public void Changed(LinkReport link) => _reports.Enqueue(link);

    public void Answered(string link, string code, TimeSpan roundTrip) => _codes.Enqueue(code);
}
