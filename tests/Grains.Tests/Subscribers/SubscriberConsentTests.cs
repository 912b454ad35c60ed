using Hark.Testing;

namespace Hark.Grains.Tests;

/// <summary>Consent over crashes: whatever is durable between two writes must be the side on which nobody is texted (invariant 6).</summary>
public sealed class SubscriberConsentTests : IAsyncDisposable
{
    readonly SubscriberBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task OptOutThatChangesNothing_WinsOverAnOptInUnderWayElsewhere()
    {
        var disk = new Disk<SubscriberState>();
        await _bench.WithState(disk.Open()).OptOut(SubscriberBench.NewOptOut());
        var outdated = _bench.WithState(disk.Open());
        _bench.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.False((await _bench.WithState(disk.Open()).OptOut(SubscriberBench.NewOptOut())).Changed);

        await Assert.ThrowsAsync<FencedException>(() => outdated.OptIn(_bench.NewOptIn() with { Method = ConsentMethod.Keyword }));
        Assert.Equal(ConsentStatus.OptedOut, disk.Value!.With(Sample.Store).Status);
    }

    [Fact]
    public async Task StopThatNamedNobody_HoldsAgainstConsentsFromBefore_OfStoresThatCome()
    {
        Assert.True((await _bench.OptIn(Sample.OtherStore)).Ok);
        await _bench.Subscriber.NoteStop(_bench.Now);
        await _bench.Subscriber.NoteStop(_bench.Now.AddDays(-1));
        _bench.Reactivate();

        var before = _bench.NewOptIn();
        Assert.Equal(Codes.ConsentRevoked, (await _bench.Subscriber.OptIn(before)).Refusal!.Code);
        Assert.Equal(Codes.ConsentRevoked, (await _bench.Subscriber.OptIn(before with { Proof = null })).Refusal!.Code);
        Assert.Equal(ConsentStatus.New, (await _bench.View()).Status);
        Assert.Equal(ConsentStatus.OptedIn, (await _bench.Subscriber.View(Sample.OtherStore)).Status);

        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ConsentStatus.OptedIn, (await _bench.Subscriber.OptIn(_bench.NewOptIn() with { Method = ConsentMethod.Import, Fresh = false })).Value!.Status);
    }

    [Fact]
    public async Task StopThatNamedNobody_DatedAhead_LetsTheKeywordThatFollowsIn()
    {
        await _bench.Subscriber.NoteStop(_bench.Now.AddMinutes(3));
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((Meaning.OptIn, ConsentStatus.OptedIn), await _bench.Receive("MOTORS", "in-1", "MOTORS") is var meaning ? (meaning.Meaning, meaning.Status) : default);
    }

    [Fact]
    public async Task OptIn_WritesItsRowAndState()
    {
        var request = _bench.NewOptIn() with { Name = new("Ada", "Byron") };
        var result = await _bench.Subscriber.OptIn(request);
        Assert.Equal(new ConsentResult(ConsentStatus.OptedIn, new(1), Changed: true), result.Value);
        var row = Assert.Single(_bench.Log.Entries);
        Assert.Equal(new ConsentEntry(Sample.Store, Sample.Number, ConsentStatus.OptedIn, ConsentMethod.Api, request.Proof, null, request.Name, "ac_1", _bench.Now), row);
        _bench.Reactivate();
        Assert.Equal(new SubscriberView(ConsentStatus.OptedIn, new(1), Doubtful: false, Blocked: false), await _bench.View());
    }

    [Fact]
    public async Task OptInAgain_AddsNoRow()
    {
        await _bench.OptIn();
        Assert.Equal(new ConsentResult(ConsentStatus.OptedIn, new(1), Changed: false), (await _bench.OptIn()).Value);
        Assert.Single(_bench.Log.Entries);
    }

    [Fact]
    public async Task ConsentToOneStore_IsNoneToAnother()
    {
        await _bench.OptIn(Sample.OtherStore);
        Assert.Equal(Codes.NotOptedIn, (await _bench.Send()).Code);
    }

    [Fact]
    public async Task FlawedProof_ChangesNothing()
    {
        var result = await _bench.Subscriber.OptIn(_bench.NewOptIn() with { Proof = Sample.Proof(_bench.Now) with { Evidence = "" } });
        Assert.Equal(Codes.EvidenceMissing, result.Refusal?.Code);
        Assert.Empty(_bench.Log.Entries);
        Assert.Equal(0, _bench.State.Writes);
    }

    [Fact]
    public async Task OptOut_WritesItsRowAndEndsSending()
    {
        await _bench.OptIn();
        Assert.Equal(new ConsentResult(ConsentStatus.OptedOut, new(2), Changed: true), await _bench.OptOut());
        Assert.Equal((ConsentStatus.OptedOut, "asked at the counter"), (_bench.Log.Entries[1].Status, _bench.Log.Entries[1].Reason));
        Assert.Equal(Codes.OptedOut, (await _bench.Send()).Code);

        Assert.Equal(new ConsentResult(ConsentStatus.OptedOut, new(2), Changed: false), await _bench.OptOut());
        Assert.Equal(2, _bench.Log.Entries.Count);
    }

    [Fact]
    public async Task OptOutOfAStranger_HoldsAgainstAnImport()
    {
        await _bench.OptOut();
        _bench.Time.Advance(TimeSpan.FromDays(1));
        var import = _bench.NewOptIn() with { Method = ConsentMethod.Import, Fresh = false };
        Assert.Equal(Codes.ConsentRevoked, (await _bench.Subscriber.OptIn(import)).Refusal?.Code);
        Assert.Equal(Codes.OptedOut, (await _bench.Send()).Code);
    }

    public enum Break { LogBefore, LogAfter, StateBefore, StateAfter }

    [Theory]
    [InlineData(Break.LogBefore, false)]
    [InlineData(Break.LogAfter, false)]
    [InlineData(Break.StateBefore, false)]
    [InlineData(Break.StateAfter, true)] // log and state are both there: the opt-in is complete, only its answer was lost
    public async Task OptInThatBreaks_LeavesNobodyTextableWithoutItsRow(Break at, bool textable)
    {
        Arm(at, 1);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _bench.OptIn());
        _bench.Reactivate();
        Assert.Equal(textable, (await _bench.Subscriber.Check(SubscriberBench.NewText())).Status == DeliveryStatus.Submitting);

        var again = await _bench.OptIn();
        Assert.Equal(ConsentStatus.OptedIn, again.Value?.Status);
        Assert.NotNull(again.Value?.Consent);
        Assert.Equal(again.Value?.Consent?.Value, _bench.Log.Entries.Count);
        Assert.Equal(DeliveryStatus.Submitted, (await _bench.Send()).Status);
    }

    [Theory]
    [InlineData(Break.StateBefore, 1, true, 0)] // nothing is durable, and the caller was told so
    [InlineData(Break.StateAfter, 1, false, 0)]
    [InlineData(Break.LogBefore, 1, false, 0)]
    [InlineData(Break.LogAfter, 1, false, 1)]
    [InlineData(Break.StateBefore, 2, false, 1)]
    [InlineData(Break.StateAfter, 2, false, 1)]
    public async Task OptOutThatBreaks_HoldsFromTheFirstWriteOnAndIsCompletedByRepeating(Break at, int write, bool textable, int rows)
    {
        await _bench.OptIn();
        Arm(at, write);
        await Assert.ThrowsAsync<StorageUnavailableException>(_bench.OptOut);
        _bench.Reactivate();
        Assert.Equal(textable, (await _bench.Subscriber.Check(SubscriberBench.NewText())).Status == DeliveryStatus.Submitting);
        Assert.Equal(rows, _bench.Log.Entries.Count(entry => entry.Status == ConsentStatus.OptedOut));

        var again = await _bench.OptOut();
        Assert.Equal(ConsentStatus.OptedOut, again.Status);
        Assert.Equal(again.Consent?.Value, _bench.Log.Entries.Count);
        Assert.Equal(ConsentStatus.OptedOut, _bench.Log.Entries[^1].Status);
        _bench.Reactivate();
        Assert.Equal(new SubscriberView(ConsentStatus.OptedOut, again.Consent, false, false), await _bench.View());
    }

    void Arm(Break at, int write)
    {
        switch (at)
        {
            case Break.LogBefore: _bench.Log.Fault.Before(write); break;
            case Break.LogAfter: _bench.Log.Fault.After(write); break;
            case Break.StateBefore: _bench.State.Fault.Before(write); break;
            case Break.StateAfter: _bench.State.Fault.After(write); break;
        }
    }
}
