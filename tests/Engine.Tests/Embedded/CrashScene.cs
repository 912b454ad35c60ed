using Hark.Embedded;
using Hark.Grains;
using Hark.Records;
using Hark.Testing;
using Hark.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hark.Engine.Tests;

/// <summary>One data folder, one carrier outside, and a process that dies and is started again.</summary>
sealed class CrashScene : IAsyncDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("hark-crash-").FullName;
    EmbeddedHost _host = null!;

    public OutsideCarrier Carrier { get; } = new();
    public MortalProcess Process { get; private set; } = null!;
    public SqliteRecords Records { get; private set; } = null!;
    public IGrains Grains => _host;
    public StoreId Store { get; private set; }

    /// <param name="people">Numbers 1 to this are opted in.</param>
    public static async Task<CrashScene> Of(int people)
    {
        var scene = new CrashScene();
        await scene.StartProcess();
        var account = new AccountId(await scene.Records.Ids.Next());
        await scene.Grains.Account(account).Create(new("Main Street", "owner@example.com", "-", "key"));
        scene.Store = new(await scene.Records.Ids.Next());
        Assert.True((await scene.Grains.Store(scene.Store).Create(new(account, "Main Street Motors", "MOTORS", null, false, null, null, null))).Ok);
        var proof = new ConsentProof("web form", "https://example.com/forms/1", null, DateTimeOffset.UnixEpoch);
        await Task.WhenAll(Enumerable.Range(1, people).Select(n =>
            scene.Grains.Subscriber(SampleNumbers.Us(n)).OptIn(new(scene.Store, ConsentMethod.Import, proof, PersonName.Unknown, Confirm: false, Fresh: false, "test"))));
        return scene;
    }

    /// <summary>The process is gone: its host is left as it is, its file is closed.</summary>
    public async Task Crash()
    {
        Process.Die();
        await Records.DisposeAsync();
        Records = SqliteRecords.Open(new StorageOptions { Path = _folder }, TimeProvider.System);
    }

    /// <summary>Starts a process that lives. Between <see cref="Crash"/> and this the records show what the last one left.</summary>
    public async Task StartAgain()
    {
        await Records.DisposeAsync();
        await StartProcess();
    }

    public async Task<int> Submitting() => (await Records.Deliveries.List(Store, new(Status: DeliveryStatus.Submitting), new(500))).Items.Count;

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await Records.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    async Task StartProcess()
    {
        Process = new MortalProcess();
        var database = SqliteDatabase.Open(new StorageOptions { Path = _folder }, Process);
        var news = new CallbackNews();
        Records = new(database, news, Process) { States = new MortalStates(database, Process), Ledger = new MortalLedger(new DeliveryLedger(database, news, Process), Process) };
        // About a quarter of a second of texts is under way at a time, so that the audience takes several claims.
        _host = await EmbeddedHost.Start(
            new(new(), new(new BandwidthOptions { Rate = 400, LeaseLength = TimeSpan.FromMilliseconds(50), ClockSkew = TimeSpan.Zero }), new() { SingleSendRate = 1_000 }, new() { QuietHours = QuietHoursPolicy.Off }, new()),
            Records, _ => Carrier.LinkOf(Process), new CallbackPoster(new CallbackOptions(), Process), NullLogger<EmbeddedHost>.Instance, Process);
    }
}
