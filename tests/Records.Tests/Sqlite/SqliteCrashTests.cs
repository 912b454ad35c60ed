using Hark.Grains;
using Hark.Testing;
using static Hark.Records.Tests.Samples;

namespace Hark.Records.Tests;

/// <summary>A transaction that does not come to its end leaves outcomes, claims and cursor as they were.</summary>
public sealed class SqliteCrashTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly ManualTime _time = new();

    [Fact]
    public async Task StepFailsHalfway_IsAsIfItNeverRan()
    {
        await using var records = SqliteRecords.Open(new StorageOptions { Path = _folder.Path }, _time);
        await records.OptIn(1, 2, 3);
        await records.Ledger.OpenCampaign(Plan(), At);
        var epoch = await records.Ledger.TakeOver(Plan().Id);
        var first = (await records.Ledger.Advance(new CampaignStep(Plan().Id, epoch, [], 1, At))).Texts[0];

        // A decision that is missing: the step fails after the first outcome has been written.
        var second = (await records.Ledger.Advance(new CampaignStep(Plan().Id, epoch, [], 1, At))).Texts[0];
        Outcome[] outcomes = [new(first.Delivery, Result(DeliveryStatus.Refused, Codes.OptedOut)), new(second.Delivery, Result(DeliveryStatus.Refused) with { Decision = null! })];
        await Assert.ThrowsAsync<NullReferenceException>(() => records.Ledger.Advance(new CampaignStep(Plan().Id, epoch, outcomes, 2, At)));

        Assert.Equal(DeliveryStatus.Submitting, (await records.Deliveries.Find(first.Delivery))!.Status);
        var next = await records.Ledger.Advance(new CampaignStep(Plan().Id, epoch, [outcomes[0]], 2, At));
        Assert.Equal([Number(3)], next.Texts.Select(t => t.To));
        Assert.Equal(3, (await records.Ledger.Count(Plan().Id)).ByStatus.Values.Sum());
    }

    [Fact]
    public async Task DiskFullWhileClaiming_NobodyIsSkippedOrClaimedTwice()
    {
        const int audience = 8_000;
        var claimed = new List<ClaimedText>();
        await using (var records = SqliteRecords.Open(new StorageOptions { Path = _folder.Path }, _time))
        {
            await records.OptIn(Enumerable.Range(1, audience));
            await records.Ledger.OpenCampaign(Plan(), At);
        }
        // Room for less than a megabyte more; the claims need 1.4.
        var quota = (int)(new FileInfo(_folder.DatabaseFile).Length >> 20) + 1;
        await using (var records = SqliteRecords.Open(new StorageOptions { Path = _folder.Path, MaxMegabytes = quota }, _time))
        {
            var epoch = await records.Ledger.TakeOver(Plan().Id);
            await Assert.ThrowsAsync<StorageUnavailableException>(async () =>
            {
                for (var step = 0; step < audience / 100; step++)
                    claimed.AddRange((await records.Ledger.Advance(new CampaignStep(Plan().Id, epoch, [], 100, At))).Texts);
            });
        }
        await using var roomier = SqliteRecords.Open(new StorageOptions { Path = _folder.Path }, _time);
        var counts = await roomier.Ledger.Count(Plan().Id);
        Assert.Equal(claimed.Count, counts.ByStatus[DeliveryStatus.Submitting]);
        Assert.Equal(audience - claimed.Count, counts.ByStatus[DeliveryStatus.Queued]);

        var later = await roomier.Ledger.TakeOver(Plan().Id);
        var rest = await roomier.Ledger.Advance(new CampaignStep(Plan().Id, later, [], audience, At));
        Assert.Equal(claimed, rest.Texts.Take(claimed.Count));
        Assert.Equal(Enumerable.Range(1, audience).Select(Number), rest.Texts.Select(t => t.To));
    }

    public void Dispose() => _folder.Dispose();
}
