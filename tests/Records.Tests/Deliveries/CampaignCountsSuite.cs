using FsCheck;
using FsCheck.Fluent;
using Hark.Grains;
using static Hark.Records.Tests.Samples;
using Outcome = Hark.Grains.Outcome;

namespace Hark.Records.Tests;

public abstract class CampaignCountsSuite<TBackend> : RecordsSuite<TBackend> where TBackend : IBackend, new()
{
    static readonly DeliveryStatus[] Outcomes =
        [DeliveryStatus.Submitted, DeliveryStatus.Refused, DeliveryStatus.Deferred, DeliveryStatus.Rejected, DeliveryStatus.Unknown];

    int _campaigns;

    [Fact]
    public async Task AnySequence_EveryNumberIsCountedOnceAndClaimedOnce()
    {
        await Records.OptIn(Enumerable.Range(1, 25));
        Prop.ForAll(Gen.Choose(0, 99).ListOf(25).ToArbitrary(), steps => Run([.. steps]).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();
    }

    async Task<bool> Run(IReadOnlyList<int> steps)
    {
        var plan = Plan(10_000 + ++_campaigns, $"campaign {_campaigns}");
        var audience = await Records.Ledger.OpenCampaign(plan, Now);
        var epoch = await Records.Ledger.TakeOver(plan.Id);
        var open = new Dictionary<DeliveryId, PhoneNumber>();
        var claimed = new Dictionary<PhoneNumber, DeliveryId>();
        foreach (var step in steps)
        {
            switch (step % 5)
            {
                case 0:
                    epoch = await Records.Ledger.TakeOver(plan.Id);
                    break;
                case 1:
                    await Records.Ledger.Settle([new DeliveryReceipt($"{plan.Id}-{step}", step % 2 == 0 ? DeliveryStatus.Delivered : DeliveryStatus.Undelivered, "x", Now)]);
                    break;
                case 2 when step > 95:
                    await Records.Ledger.CloseCampaign(plan.Id, epoch, CampaignStatus.Expired, DeliveryStatus.Expired, Now);
                    break;
                default:
                    var outcomes = open.Keys.Take(step % 7).Select((id, n) => OutcomeOf(plan, id, step + n)).ToList();
                    foreach (var outcome in outcomes) open.Remove(outcome.Delivery);
                    var claim = await Records.Ledger.Advance(new CampaignStep(plan.Id, epoch, outcomes, step % 6, Now));
                    foreach (var text in claim.Texts)
                    {
                        // Claimed again (left or deferred), a number keeps its delivery.
                        if (!claimed.TryAdd(text.To, text.Delivery) && claimed[text.To] != text.Delivery) return false;
                        open[text.Delivery] = text.To;
                    }
                    break;
            }
            var counts = await Records.Ledger.Count(plan.Id);
            if (counts.Audience != audience || counts.ByStatus.Values.Sum() != audience || counts.ByStatus.Values.Any(n => n < 0)) return false;
            if (!await CountsAreThoseOfTheRows(plan, counts, claimed.Count)) return false;
        }
        return true;
    }

    async Task<bool> CountsAreThoseOfTheRows(CampaignPlan plan, CampaignCounts counts, int claimed)
    {
        var rows = (await Records.Deliveries.List(AStore, new DeliveryFilter(plan.Id), new PageRequest(500))).Items;
        var unclaimed = (counts.Audience - claimed, counts.ByStatus.GetValueOrDefault(DeliveryStatus.Queued) + counts.ByStatus.GetValueOrDefault(DeliveryStatus.Expired));
        return rows.Count == claimed
            && rows.GroupBy(r => r.Status).Where(g => g.Key != DeliveryStatus.Expired).All(g => counts.ByStatus.GetValueOrDefault(g.Key) == g.Count())
            && unclaimed.Item2 == unclaimed.Item1 + rows.Count(r => r.Status == DeliveryStatus.Expired)
            && rows.Where(r => r.Code is not null && r.Status != DeliveryStatus.Expired).GroupBy(r => r.Code!).All(g => counts.ByCode.GetValueOrDefault(g.Key) == g.Count());
    }

    Outcome OutcomeOf(CampaignPlan plan, DeliveryId id, int seed)
    {
        var status = Outcomes[seed % Outcomes.Length];
        return new Outcome(id, status switch
        {
            DeliveryStatus.Submitted => Result(status, reference: $"{plan.Id}-{seed}"),
            DeliveryStatus.Deferred => Result(status, Codes.QuietHours, Now),
            _ => Result(status, $"code_{seed % 3}"),
        });
    }
}
