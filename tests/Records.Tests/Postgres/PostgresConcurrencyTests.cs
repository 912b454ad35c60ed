using Hark.Grains;
using Hark.Testing;
using static Hark.Records.Tests.Samples;

namespace Hark.Records.Tests;

/// <summary>Two processes on one database at once.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class PostgresConcurrencyTests : IAsyncLifetime, IDisposable
{
    readonly PostgresBackend _backend = new();
    readonly ManualTime _time = new();
    readonly PostgresRecords[] _both;

    public PostgresConcurrencyTests() => _both = [_backend.OpenRecords(_time), _backend.OpenRecords(_time)];

    PostgresRecords One => _both[0];
    PostgresRecords Other => _both[1];
    PostgresRecords Either(int n) => _both[n % 2];

    /// <summary>From both at once, many times.</summary>
    Task<T[]> FromBoth<T>(int times, Func<PostgresRecords, int, Task<T>> act) =>
        Task.WhenAll(Enumerable.Range(0, times).Select(n => Task.Run(() => act(Either(n), n))));

    [Fact]
    public async Task ConsentsOfManyStores_ChainsHoldAndTheRosterCountsAll()
    {
        var ids = await FromBoth(600, (records, n) => records.ConsentLog.Append(Consent(Number(n / 6), n % 5 == 0 ? ConsentStatus.OptedOut : ConsentStatus.OptedIn, new StoreId(501 + n % 3))));
        Assert.Equal(600, ids.Distinct().Count());
        for (var store = 501; store <= 503; store++)
        {
            Assert.Equal(new ChainCheck(200, null), await One.Consent.Verify(new StoreId(store)));
            var optedIn = (await One.Consent.Roster(new StoreId(store), ConsentStatus.OptedIn, new PageRequest(500))).Items.Count;
            Assert.Equal(optedIn, await One.Roster.CountOptedIn(new StoreId(store)));
        }
    }

    [Fact]
    public async Task SameNumberManyTimesAtOnce_LastWins()
    {
        var statuses = Enumerable.Range(0, 40).Select(n => n % 2 == 0 ? ConsentStatus.OptedIn : ConsentStatus.OptedOut);
        await Task.WhenAll(statuses.Select(status => One.ConsentLog.Append(Consent(Number(1), status))));
        Assert.Equal(ConsentStatus.OptedOut, (await One.Consent.Roster(AStore, null, new PageRequest())).Items[0].Status);
        Assert.Equal(0, await One.Roster.CountOptedIn(AStore));
        Assert.Equal(new ChainCheck(40, null), await One.Consent.Verify(AStore));
    }

    [Fact]
    public async Task PicturesTakenWhileTheyAreRemoved_AreThere()
    {
        var photo = new NewPicture(PictureType.Png, 1, 1, SamplePictures.Png);
        for (var n = 0; n < 30; n++)
        {
            await One.Pictures.Keep(photo);
            _time.Advance(TimeSpan.FromDays(31));
            // Before those that are kept now, so that only what nobody takes goes.
            var before = _time.GetUtcNow().AddDays(-30);
            var kept = await FromBoth(8, async (records, k) => k % 4 == 0 && await records.Pictures.Prune(before) ? null : await records.Pictures.Keep(photo));
            foreach (var picture in kept) Assert.NotNull(await Other.Pictures.Find(picture!.Token));
        }
    }

    [Fact]
    public async Task AudienceFrozenWhileConsentsCome_IsExact()
    {
        var consents = FromBoth(400, (records, n) => records.ConsentLog.Append(Consent(Number(n), ConsentStatus.OptedIn)));
        for (var n = 0; n < 20; n++)
        {
            var plan = Plan(900 + n, $"campaign {n}");
            var audience = await Either(n).Ledger.OpenCampaign(plan, At);
            var epoch = await Either(n).Ledger.TakeOver(plan.Id);
            // Fewer numbers than were counted would throw; more would mean that the newest row was not the newest.
            var claimed = await Either(n).Ledger.Advance(new CampaignStep(plan.Id, epoch, [], 500, At));
            Assert.Equal(audience, claimed.Texts.Count);
        }
        await consents;
    }

    [Fact]
    public async Task EntryThatCannotBeKept_HarmsNoOther()
    {
        TestServer.Execute(_backend.ConnectionString, "ALTER TABLE consent_log ADD CONSTRAINT no_three CHECK (number <> 12015550003)");
        try
        {
            var appends = Enumerable.Range(1, 5).Select(n => One.ConsentLog.Append(Consent(Number(n), ConsentStatus.OptedIn))).ToList();
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => appends[2]);
            foreach (var append in appends.Where((_, n) => n != 2)) await append;
            Assert.Equal(new ChainCheck(4, null), await One.Consent.Verify(AStore));
        }
        finally { TestServer.Execute(_backend.ConnectionString, "ALTER TABLE consent_log DROP CONSTRAINT no_three"); }
    }

    [Fact]
    public async Task TextsThatPostgresCannotKeep_AreKeptWithoutThoseCharacters()
    {
        const string odd = "a\0b\uD83Dc\uD83D\uDE00";
        await One.ConsentLog.Append(Consent(Number(1), ConsentStatus.OptedIn) with { Proof = new ConsentProof(odd, odd, odd, At), Reason = odd, Name = new PersonName(odd, odd), By = odd });
        await One.Inbox.Add(new InboxEntry(AStore, new InboundText("m1", Number(1), "12345", odd, At), Meaning.Message, ConsentStatus.OptedIn, null));
        Assert.Equal("a\uFFFDb\uFFFDc\uD83D\uDE00", (await One.InboxRows.List(AStore, new PageRequest())).Items[0].Text);
        Assert.Equal(new ChainCheck(1, null), await One.Consent.Verify(AStore));
    }

    [Fact]
    public async Task OneCampaignNameFromBoth_IsGivenOnce()
    {
        var opened = await FromBoth(10, (records, n) => records.Ledger.OpenCampaign(Plan(900 + n), At));
        Assert.Single(opened, audience => audience is not null);
    }

    [Fact]
    public async Task OneCampaignOpenedByBoth_HasOneAudience()
    {
        await One.OptIn(1, 2);
        Assert.All(await FromBoth(10, (records, _) => records.Ledger.OpenCampaign(Plan(), At)), audience => Assert.Equal(2, audience));
    }

    [Fact]
    public async Task EpochsAndSteps_FenceAndClaimEachNumberOnce()
    {
        await One.OptIn(Enumerable.Range(1, 300));
        await One.Ledger.OpenCampaign(Plan(), At);
        var epochs = await FromBoth(6, (records, _) => records.Ledger.TakeOver(Plan().Id));
        Assert.Equal(6, epochs.Distinct().Count());

        var newest = epochs.Max();
        var claims = await FromBoth(30, async (records, n) =>
        {
            try { return (await records.Ledger.Advance(new CampaignStep(Plan().Id, n % 3 == 0 ? newest - 1 : newest, [], 10, At))).Texts; }
            catch (FencedException) { return []; }
        });
        var texts = claims.SelectMany(t => t).ToList();
        Assert.Equal(200, texts.Count);
        Assert.Equal(200, texts.Select(t => t.To).Distinct().Count());
    }

    [Fact]
    public async Task QueueOfOneStoreClaimedByBoth_EachTextIsClaimedOnce()
    {
        await FromBoth(60, async (records, n) => { await records.Ledger.Queue(Queued(1 + n / 2)); return 0; });
        var claims = await FromBoth(20, (records, _) => records.Ledger.ClaimQueued(AStore, 1, Priority.Single, 4, At));
        var rest = await One.Ledger.ClaimQueued(AStore, 1, Priority.Single, 60, At);
        Assert.Equal(Enumerable.Range(1, 30).Select(n => (long)n), claims.SelectMany(c => c).Concat(rest).Select(t => t.Id.Value).Order());
    }

    [Fact]
    public async Task KeyReservedByBoth_HasOneEffect()
    {
        var reserved = await FromBoth(20, (records, n) => records.IdempotencyKeys.Reserve("ac_1", "k", "h", n, At));
        Assert.Single(reserved.Select(r => r.Effect).Distinct());
    }

    [Fact]
    public async Task MessageReceivedByBoth_IsAddedOnce()
    {
        var entry = new InboxEntry(AStore, new InboundText("m1", Number(1), "12345", "hi", At), Meaning.Message, ConsentStatus.OptedIn, null);
        Assert.Single(await FromBoth(20, (records, _) => records.Inbox.Add(entry)), added => added);
    }

    [Fact]
    public async Task SettingPutIfAbsentByBoth_IsOneValue()
    {
        for (var round = 0; round < 10; round++)
        {
            var answers = await FromBoth(20, (records, n) => records.Settings.PutIfAbsent($"secret {round}", $"{n}"));
            Assert.Equal(await One.Settings.Get($"secret {round}"), Assert.Single(answers.Distinct()));
        }
    }

    [Fact]
    public async Task IdsOfBoth_AreNeverTheSame()
    {
        var ids = await FromBoth(500, async (records, _) => await records.Ids.Next());
        Assert.Equal(500, ids.Distinct().Count());
    }

    [Fact]
    public async Task ReceiptsWhileOutcomesAreWritten_AreAllApplied()
    {
        const int rounds = 15, chunk = 20;
        await One.OptIn(Enumerable.Range(1, rounds * chunk));
        await One.Ledger.OpenCampaign(Plan(), At);
        var epoch = await One.Ledger.TakeOver(Plan().Id);
        for (var round = 0; round < rounds; round++)
        {
            var texts = (await One.Ledger.Advance(new CampaignStep(Plan().Id, epoch, [], chunk, At))).Texts;
            Outcome[] outcomes = [.. texts.Select(t => new Outcome(t.Delivery, Result(DeliveryStatus.Submitted, reference: $"r-{t.Delivery.Value}")))];
            DeliveryReceipt[] receipts = [.. texts.Reverse().Select(t => new DeliveryReceipt($"r-{t.Delivery.Value}", DeliveryStatus.Delivered, "000", At))];
            await Task.WhenAll(
                Task.Run(() => One.Ledger.Advance(new CampaignStep(Plan().Id, epoch, outcomes, 0, At))),
                Task.Run(() => Other.Ledger.Settle(receipts)),
                Task.Run(() => Other.Ledger.Settle([receipts[0]])));
        }
        Assert.Equal(new Dictionary<DeliveryStatus, long> { [DeliveryStatus.Delivered] = rounds * chunk }, (await One.Ledger.Count(Plan().Id)).ByStatus);
    }

    [Fact]
    public async Task ReceiptParkedByAProcessThatDied_IsSettledWhenTheRecordsAreOpened()
    {
        await One.Ledger.Queue(Queued(1));
        await One.Ledger.ClaimQueued(AStore, 1, Priority.Single, 1, At);
        await One.Ledger.Record([new Outcome(new DeliveryId(1), Result(DeliveryStatus.Submitted, reference: "ref-1"))]);
        // As two transactions leave it that did not see each other, when neither process lived to look again.
        var at = At.ToUnixTimeMilliseconds();
        TestServer.Execute(_backend.ConnectionString, $"INSERT INTO parked_receipts (reference, status, code, at, parked) VALUES ('ref-1', {(int)DeliveryStatus.Delivered}, '000', {at}, {at})");
        Assert.Equal(DeliveryStatus.Submitted, (await One.Deliveries.Find(new DeliveryId(1)))!.Status);

        await using var opened = _backend.OpenRecords(_time);
        Assert.Equal(DeliveryStatus.Delivered, (await opened.Deliveries.Find(new DeliveryId(1)))!.Status);
        Assert.Equal(0L, TestServer.Ask(_backend.ConnectionString, "SELECT COUNT(*) FROM parked_receipts"));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var records in _both) await records.DisposeAsync();
    }

    public void Dispose() => _backend.Dispose();
}
