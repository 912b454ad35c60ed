using System.Collections.Concurrent;
using Hark.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace Hark.Cluster.Tests;

/// <summary>While a text is at the carrier, everything else waits, as on one machine.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class SubscriberTurnTests : IAsyncLifetime
{
    static readonly PhoneNumber Number = SampleNumbers.Us(1);
    static readonly StoreId Store = new(501);
    static readonly ConsentProof Proof = new("form", "1", null, DateTimeOffset.UnixEpoch);

    /// <summary>Long enough for a busy machine; a call that takes so long has waited for the carrier.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly FakeCarrier _carrier = new();
    readonly ConcurrentQueue<string> _events = new();
    readonly TaskCompletionSource _carrierAnswers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    SilosInProcess _silos = null!;

    public async Task InitializeAsync()
    {
        _carrier.Answer = async text =>
        {
            await _carrierAnswers.Task;
            _events.Enqueue($"carrier answered {text.Reference}");
            return new(SubmitStatus.Accepted, $"ref-{text.Reference}");
        };
        _silos = await SilosInProcess.Start(await TestDatabases.New(), new Dictionary<string, string?> { ["Policy:QuietHours"] = "off" }, services => services.AddSingleton<ICarrier>(_carrier));
    }

    [Fact]
    public async Task TextAtTheCarrier_LetsNothingElseIn()
    {
        var subscriber = _silos.Grains.Subscriber(Number);
        Assert.True((await subscriber.OptIn(new(Store, ConsentMethod.Import, Proof, PersonName.Unknown, Confirm: false, Fresh: false, "test"))).Ok);
        var sending = Noted("sent", subscriber.Send(Text(1)));
        await Until.True(() => _carrier.Given.Count == 1, "the text at the carrier");

        Task[] others =
        [
            Noted("sent again", subscriber.Send(Text(1))), Noted("sent another", subscriber.Send(Text(2))), Noted("opted out", subscriber.OptOut(new(Store, ConsentMethod.Api, "test", "test"))),
            Noted("viewed", subscriber.View(Store)), Noted("checked", subscriber.Check(Text(3))), Noted("recalled", subscriber.Recall(new(1))), Noted("received", subscriber.Receive(new(Store, "Hello", "m1", DateTimeOffset.UnixEpoch, null))), Noted("blocked", subscriber.Block("test")),
        ];
        // From everywhere, and often: by then the others have long arrived.
        for (var round = 0; round < 20; round++)
            foreach (var grains in _silos.FromEverywhere)
                await grains.Subscriber(SampleNumbers.Us(2 + round)).View(Store).WaitAsync(Patience);
        Assert.Empty(_events);

        _carrierAnswers.SetResult();
        await Task.WhenAll(others.Append(sending)).WaitAsync(Patience);
        Assert.Equal("carrier answered dl_1", _events.First());
        Assert.Single(_carrier.Given);
    }

    public async Task DisposeAsync()
    {
        _carrierAnswers.TrySetResult();
        await _silos.DisposeAsync();
    }

    async Task Noted(string what, Task call)
    {
        await call;
        _events.Enqueue(what);
    }

    static SendText Text(long delivery) =>
        new(new(delivery), Store, new("Your car is ready.", "+15550000001", MessageKind.Informational, new(TextEncoding.Gsm7, 18, 1, 1), Fingerprint: 7), Priority.Single, new());
}
