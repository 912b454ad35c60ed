using Hark.Testing;

namespace Hark.Grains.Tests;

public sealed class ImportTests : IAsyncDisposable
{
    static readonly ImportId Id = new(3);

    readonly SubscriberBench _bench = new();
    readonly RecordingWakeups _wakeups = new();
    readonly MemoryImportRows _rows;
    readonly Dictionary<PhoneNumber, Subscriber> _subscribers = [];
    MemoryState<ImportState> _state = new();
    Import _import;

    public ImportTests()
    {
        _rows = new(Rows());
        _import = Activation();
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Start_IsIdempotentAndArmsItself()
    {
        Assert.Null(await _import.View());
        await _import.Start(Plan());
        await _import.Start(Plan() with { Store = Sample.OtherStore });
        Assert.Equal(1, _state.Writes);
        Assert.Equal((_bench.Now, 1), (_wakeups.Armed, _wakeups.SoonCalls));
        var view = await _import.View();
        Assert.Equal((Sample.Store, ImportStatus.Running, 6L, 0L), (view!.Store, view.Status, view.Rows, view.Processed));
    }

    [Fact]
    public async Task Rows_EndInTheirOutcome()
    {
        await Subscriber(Number(4)).OptOut(SubscriberBench.NewOptOut());
        await Subscriber(Number(5)).OptIn(_bench.NewOptIn());
        await _import.Start(Plan());
        await RunToItsEnd();

        Assert.Equal(["opted_in", "pending", "pending", Codes.ConsentRevoked, "already_in", Codes.EvidenceMissing], _rows.Report.Values.Select(row => row.Outcome));
        Assert.Null(_rows.Report[2].Reason);
        foreach (var line in new long[] { 3, 4, 6 }) Assert.False(string.IsNullOrWhiteSpace(_rows.Report[line].Reason));
        Assert.Equal(ConsentStatus.OptedOut, (await Subscriber(Number(4)).View(Sample.Store)).Status);
        Assert.All(_bench.Log.Entries.Where(entry => entry.By == "ac_9"), entry => Assert.Equal(ConsentMethod.Import, entry.Method));
    }

    [Fact]
    public async Task Finished_DropsItsRowsAndSleeps()
    {
        await _import.Start(Plan());
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        await RunToItsEnd();
        Assert.True(_rows.Finished);
        Assert.Null(_wakeups.Armed);
        var view = await _import.View();
        Assert.Equal((ImportStatus.Completed, 6L, _bench.Now), (view!.Status, view.Processed, view.EndedAt));
        Assert.Equal(2, view.ByOutcome["pending"]);

        var writes = _state.Writes;
        await _import.Wake();
        Assert.Equal(writes, _state.Writes);
    }

    [Fact]
    public async Task WokenWithoutAPlan_SleepsForGood()
    {
        await _wakeups.At(_bench.Now);
        await _import.Wake();
        Assert.Null(_wakeups.Armed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BatchThatACrashRepeats_ChangesNothing(bool reportWasWritten)
    {
        await _import.Start(Plan());
        if (reportWasWritten) _state.Fault.Before();
        else _rows.Fault.Before();
        await WakeInVain();
        var log = _bench.Log.Entries.ToArray();
        Assert.NotNull(_wakeups.Armed);

        _state = _state.Reactivated();
        _import = Activation();
        await RunToItsEnd();
        Assert.Equal(log, _bench.Log.Entries);
        Assert.Equal(6, (await _import.View())!.Processed);
        Assert.Equal(ConsentStatus.OptedIn, (await Subscriber(Number(1)).View(Sample.Store)).Status);
        Assert.Equal(ConsentStatus.Pending, (await Subscriber(Number(3)).View(Sample.Store)).Status);
    }

    [Fact]
    public async Task RowWhoseSubscriberFails_IsWorkedThroughAgain()
    {
        await _import.Start(Plan());
        _bench.Log.Fault.Before(2);
        await WakeInVain();
        Assert.Empty(_rows.Report);
        await RunToItsEnd();
        Assert.Equal(6, _rows.Report.Count);
        Assert.Equal(5, _bench.Log.Entries.Count);
    }

    /// <summary>A turn that fails asks for another one soon.</summary>
    async Task WakeInVain()
    {
        var before = _wakeups.SoonCalls;
        await _import.Wake();
        Assert.Equal(before + 1, _wakeups.SoonCalls);
    }

    async Task RunToItsEnd()
    {
        for (var turn = 0; (await _import.View())!.Status == ImportStatus.Running; turn++)
        {
            Assert.True(turn < 10, "The import does not end.");
            await _import.Wake();
        }
    }

    Import Activation() => new(Id, _state, _wakeups, _rows, new StubGrains { Subscribers = Subscriber }, _bench.Time);

    Subscriber Subscriber(PhoneNumber number)
    {
        if (!_subscribers.TryGetValue(number, out var subscriber))
            _subscribers[number] = subscriber = _bench.Other(number);
        return subscriber;
    }

    static PhoneNumber Number(int last) => new(Sample.Number.Digits + last);

    static ImportPlan Plan() => new(Id, Sample.Store, "ac_9", 6, 0);

    IEnumerable<ImportRow> Rows()
    {
        var proof = Sample.Proof(_bench.Now.AddDays(-1));
        return
        [
            new(1, Number(1), ConsentStatus.OptedIn, proof, PersonName.Unknown),
            new(2, Number(2), ConsentStatus.Pending, proof, PersonName.Unknown),
            new(3, Number(3), ConsentStatus.OptedIn, null, PersonName.Unknown),
            new(4, Number(4), ConsentStatus.OptedIn, proof with { At = _bench.Now }, PersonName.Unknown),
            new(5, Number(5), ConsentStatus.OptedIn, proof, PersonName.Unknown),
            new(6, Number(6), ConsentStatus.OptedIn, proof with { Evidence = " " }, PersonName.Unknown),
        ];
    }
}
