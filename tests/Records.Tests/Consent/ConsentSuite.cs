using static Hark.Records.Tests.Samples;

namespace Hark.Records.Tests;

public abstract class ConsentSuite<TBackend> : RecordsSuite<TBackend> where TBackend : IBackend, new()
{
    [Fact]
    public async Task History_TellsAllInOrder()
    {
        var entries = new[] { Consent(Number(1), ConsentStatus.Pending), Consent(Number(1), ConsentStatus.OptedIn), Consent(Number(1), ConsentStatus.OptedOut) };
        foreach (var entry in entries) await Records.ConsentLog.Append(entry);
        await Records.OptIn(2);

        var rows = await Records.Consent.History(AStore, Number(1));
        Assert.Equal(
            entries.Select(e => (e.Status, e.Method, e.Proof, e.Reason, e.By, e.RecordedAt)),
            rows.Select(r => (r.Status, r.Method, r.Proof, r.Reason, r.By, r.RecordedAt)));
        Assert.Equal(3, rows.Select(r => r.Hash).Distinct().Count());
    }

    [Fact]
    public async Task FirstToAppendNeverRunsOn_OthersAreAppended()
    {
        _ = StuckTurn.Begin(() => Records.ConsentLog.Append(Consent(Number(1), ConsentStatus.OptedIn)));
        await Records.ConsentLog.Append(Consent(Number(2), ConsentStatus.OptedIn)).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Single(await Records.Consent.History(AStore, Number(2)));
    }

    [Fact]
    public async Task Ids_RiseOverAllStoresAndRestarts()
    {
        var first = await Records.ConsentLog.Append(Consent(Number(1), ConsentStatus.OptedIn));
        var second = await Records.ConsentLog.Append(Consent(Number(1), ConsentStatus.OptedIn, OtherStore));
        await Restart();
        var third = await Records.ConsentLog.Append(Consent(Number(2), ConsentStatus.OptedIn));
        Assert.True(first.Value < second.Value && second.Value < third.Value);
    }

    [Fact]
    public async Task RosterFrom_CountsItsPlacesInTheOrderOfNumbers()
    {
        await Records.OptIn(4, 2, 3, 1);
        await Records.ConsentLog.Append(Consent(Number(2), ConsentStatus.OptedOut));
        Assert.Equal([Number(3), Number(4)], (await Records.Consent.RosterFrom(AStore, ConsentStatus.OptedIn, skip: 1, most: 5)).Select(row => row.Number));
        Assert.Equal([Number(1)], (await Records.Consent.RosterFrom(AStore, ConsentStatus.OptedIn, skip: 0, most: 1)).Select(row => row.Number));
        Assert.Empty(await Records.Consent.RosterFrom(OtherStore, ConsentStatus.OptedIn, skip: 0, most: 5));
    }

    [Fact]
    public async Task RosterOf_LeavesOutWhomTheStoreDoesNotKnow()
    {
        await Records.OptIn(1, 2);
        var rows = await Records.Consent.RosterOf(AStore, [Number(2), Number(9), Number(2)]);
        Assert.Equal(("Ann", ConsentStatus.OptedIn), (Assert.Single(rows).Value.Name.First, rows[Number(2)].Status));
        Assert.Empty(await Records.Consent.RosterOf(OtherStore, [Number(1)]));
    }

    [Fact]
    public async Task Roster_FollowsTheLog()
    {
        await Records.OptIn(1, 2, 3);
        var last = await Records.ConsentLog.Append(Consent(Number(2), ConsentStatus.OptedOut) with { Name = PersonName.Unknown, RecordedAt = At.AddHours(1) });

        var row = Assert.Single((await Records.Consent.Roster(AStore, ConsentStatus.OptedOut, new PageRequest())).Items);
        Assert.Equal(new RosterRow(Number(2), ConsentStatus.OptedOut, new PersonName("Ann", "Smith"), last, At.AddHours(1)), row);
        Assert.Equal(2, await Records.Roster.CountOptedIn(AStore));
        Assert.Equal(0, await Records.Roster.CountOptedIn(OtherStore));
    }

    [Fact]
    public async Task SameStatusAgain_SinceStaysAndCountsOnce()
    {
        await Records.OptIn(1);
        await Records.ConsentLog.Append(Consent(Number(1), ConsentStatus.OptedIn) with { RecordedAt = At.AddHours(1) });

        Assert.Equal(At, (await Records.Consent.Roster(AStore, null, new PageRequest())).Items[0].Since);
        Assert.Equal(1, await Records.Roster.CountOptedIn(AStore));
    }

    [Fact]
    public async Task RosterPages_AreInTheOrderOfNumbers()
    {
        await Records.OptIn(3, 1, 2);
        var first = await Records.Consent.Roster(AStore, null, new PageRequest(2));
        var second = await Records.Consent.Roster(AStore, null, new PageRequest(2, first.Next));
        Assert.Equal([Number(1), Number(2), Number(3)], first.Items.Concat(second.Items).Select(r => r.Number));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Areas_AreLeadingDigits()
    {
        foreach (var number in (string[])["+12015550001", "+12015550002", "+12125550001", "+31612345678", "+32475123456"])
            await Records.ConsentLog.Append(Consent(PhoneNumber.Parse(number), ConsentStatus.OptedIn));
        await Records.ConsentLog.Append(Consent(PhoneNumber.Parse("+32475123456"), ConsentStatus.OptedOut));

        Assert.Equal(new Dictionary<int, long> { [1201] = 2, [1212] = 1, [316] = 1 }, await Records.Roster.CountByArea(AStore));
    }

    [Fact]
    public async Task UntouchedChain_Holds()
    {
        await Records.OptIn(Enumerable.Range(1, 50));
        await Records.ConsentLog.Append(Consent(Number(1), ConsentStatus.OptedIn, OtherStore));
        await Restart();
        await Records.OptIn(51);
        Assert.Equal(new ChainCheck(51, null), await Records.Consent.Verify(AStore));
        Assert.Equal(new ChainCheck(1, null), await Records.Consent.Verify(OtherStore));
        Assert.Equal(new ChainCheck(0, null), await Records.Consent.Verify(new StoreId(9)));
    }
}
