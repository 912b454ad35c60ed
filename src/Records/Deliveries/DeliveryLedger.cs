using Hark.Grains;

namespace Hark.Records;

/// <summary>The delivery ledger. Each call is one transaction.</summary>
public class DeliveryLedger(RecordDatabase database, CallbackNews news, TimeProvider time) : IDeliveryLedger
{
    const int Piece = 5_000;

    static readonly Sql Exists = Sql.Named("Deliveries/exists");
    static readonly Sql QueueRow = Sql.Named("Deliveries/queue");
    static readonly Sql QueueLeft = Sql.Named("Deliveries/queue-left");
    static readonly Sql QueueDue = Sql.Named("Deliveries/queue-due");
    static readonly Sql QueueNext = Sql.Named("Deliveries/queue-next");
    static readonly Sql ClaimRow = Sql.Named("Deliveries/claim");
    static readonly Sql TakeOverRow = Sql.Named("Deliveries/campaign-take-over");
    static readonly Sql Mark = Sql.Named("Deliveries/campaign-mark");

    public Task Queue(QueuedText text) => database.Write(session =>
    {
        if (session.Statement(Exists).Add(text.Id.Value).Number() is not null) return;
        var textId = TextRows.Add(session, text.Text, text.Options);
        session.Statement(QueueRow).Add(text.Id.Value).Add(text.Store.Value).Add(text.To.Digits).Add(textId).Add(text.Text.Parts).Add((long)text.Priority)
            .Add((long?)text.Reply?.Kind).Add(Flag(text.Reply?.Owed)).Add(Flag(text.Reply?.Prompted)).Add(text.QueuedAt).Run();
    });

    public Task<IReadOnlyList<QueuedText>> ClaimQueued(StoreId store, long epoch, Priority priority, int most, DateTimeOffset now) =>
        database.Write<IReadOnlyList<QueuedText>>(session =>
        {
            var texts = session.Statement(QueueLeft).Add(store.Value).Add((long)priority).Add(epoch).Add(most).All(row => ReadQueued(row, store));
            if (texts.Count < most)
                texts.AddRange(session.Statement(QueueDue).Add(store.Value).Add((long)priority).Add(now).Add(most - texts.Count).All(row => ReadQueued(row, store)));
            session.RunEach(ClaimRow, texts, (values, text) => values.Add(text.Id.Value).Add(epoch).Add(now));
            PictureRows.Used(session, texts.Select(text => text.Text), now);
            return texts;
        });

    public Task<DateTimeOffset?> NextQueued(StoreId store, long epoch, Priority priority) =>
        database.Read(session => session.Statement(QueueNext).Add(store.Value).Add((long)priority).Add(epoch).One(row => row.TimeOrNull(0)), atomic: false);

    public virtual async Task Record(IReadOnlyList<Outcome> outcomes) => news.Tell(await database.Write(session =>
    {
        var (counts, told) = (new CountChanges(session), new StatusCallbacks(session, time.GetUtcNow()));
        new OutcomeWriting(session, counts, told, time.GetUtcNow()).Write(outcomes);
        counts.Write();
        return told.Write();
    }));

    public virtual async Task Learn(DeliveryId delivery, string carrierReference) => news.Tell(await database.Write(session =>
    {
        var (counts, told) = (new CountChanges(session), new StatusCallbacks(session, time.GetUtcNow()));
        new LateWriting(session, counts, told).Learn(delivery, carrierReference, time.GetUtcNow());
        counts.Write();
        return told.Write();
    }));

    public virtual async Task Settle(IReadOnlyList<DeliveryReceipt> receipts)
    {
        if (receipts.FirstOrDefault(r => r.Status is not (DeliveryStatus.Delivered or DeliveryStatus.Undelivered)) is { } strange)
            throw new ArgumentException($"A receipt says delivered or undelivered, not {strange.Status}.", nameof(receipts));
        news.Tell(await database.Write(session =>
        {
            var (counts, told) = (new CountChanges(session), new StatusCallbacks(session, time.GetUtcNow()));
            new ReceiptWriting(session, counts, told).Write(receipts, time.GetUtcNow());
            if (receipts.Count == 0) new LateWriting(session, counts, told).Guess(time.GetUtcNow());
            counts.Write();
            return told.Write();
        }));
    }

    public Task<long?> OpenCampaign(CampaignPlan plan, DateTimeOffset now) => database.Write(session => CampaignRows.Open(session, plan, now));

    public Task<long> FreezeAudience(CampaignId campaign, DateTimeOffset now) => database.Write(session => CampaignRows.Freeze(session, campaign, now));

    public Task<long> TakeOver(CampaignId campaign) =>
        database.Write(session => session.Statement(TakeOverRow).Add(campaign.Value).Number() ?? throw CampaignRows.Missing(campaign), atomic: false);

    public virtual async Task<CampaignClaim> Advance(CampaignStep step)
    {
        var (claim, stores) = await database.Write(session =>
        {
            var campaign = CampaignRows.LockUnder(session, step.Campaign, step.Epoch);
            var (counts, told) = (new CountChanges(session), new StatusCallbacks(session, step.Now));
            new OutcomeWriting(session, counts, told, step.Now).Write(step.Outcomes);
            var claim = new CampaignClaiming(session, counts, step, campaign).Claim();
            counts.Write();
            return (claim, told.Write());
        });
        news.Tell(stores);
        return claim;
    }

    public async Task CloseCampaign(CampaignId campaign, long epoch, CampaignStatus status, DeliveryStatus? remainder, DateTimeOffset now)
    {
        news.Tell(await database.Write(session => CampaignRows.Close(session, campaign, epoch, status, remainder, now)));
        // A piece at a time, so that nobody else waits for a million. Begun again when it broke off: closing is repeated until it has succeeded.
        int dropped;
        do
        {
            (dropped, var stores) = await database.Write(session => CampaignRows.DropSomeDeferred(session, campaign, epoch, Piece, now));
            news.Tell(stores);
        }
        while (dropped == Piece);
    }

    public Task MarkCampaign(CampaignId campaign, CampaignStatus status, DateTimeOffset now) =>
        database.Write(session => { session.Statement(Mark).Add(campaign.Value).Add((long)status).Add(now).Run(); }, atomic: false);

    public Task<CampaignCounts> Count(CampaignId campaign) => database.Read(session => CampaignRows.Count(session, campaign));

    static QueuedText ReadQueued(RecordStatement row, StoreId store) => new(
        new DeliveryId(row.Long(0)), store, new PhoneNumber(row.Long(1)), TextRows.Read(row, 7), (Priority)row.Int(2), TextRows.ReadOptions(row, 7),
        row.IsNull(3) ? null : new AutoReply((AutoReplyKind)row.Int(3), row.Bool(4), row.Bool(5)), row.Time(6));

    static long? Flag(bool? value) => value is { } known ? known ? 1 : 0 : null;
}
