namespace Hark.Grains;

/// <summary>The part of a campaign that lives in memory: one epoch, one place in the pacer's queue, the texts in flight.</summary>
sealed class CampaignRun : IAsyncDisposable
{
    /// <summary>Rows of one claim: enough to fill a group commit, few enough to stop soon.</summary>
    const int LargestClaim = 512;

    /// <summary>Claimed and not recorded; bounds what a crash can leave unknown when the pool is uncapped.</summary>
    const int MostInFlight = 2_048;

    readonly CampaignPlan _plan;
    readonly CampaignServices _services;
    readonly PacerLine _line;
    readonly InFlight _inFlight;
    readonly long _epoch;
    /// <summary>False once a claim brought fewer rows than asked for: only deferred ones can still come.</summary>
    bool _moreToClaim = true;

    /// <param name="waiting">Numbers still to be claimed; what finish times of all stores are computed from.</param>
    public CampaignRun(CampaignPlan plan, long epoch, long waiting, CampaignServices services, IWakeups wakeups)
    {
        (_plan, _epoch, _services) = (plan, epoch, services);
        _inFlight = new(wakeups);
        _line = services.Pacers.For(plan.Text.Sender).Join(plan.Store, Priority.Campaign, () => wakeups.Soon());
        _line.Want(waiting * plan.Text.Parts);
    }

    /// <summary>A call failed without an answer; it wakes the campaign after it has said so.</summary>
    public bool Broken => _inFlight.Broken;

    /// <summary>Nothing is in flight.</summary>
    public bool AllAnswered => _inFlight.Count == 0;

    public DateTimeOffset? NextDeferred { get; private set; }

    /// <summary>How long the carrier takes nothing, as of the last step.</summary>
    public TimeSpan Held { get; private set; }

    public RateMeter Rate { get; } = new();

    /// <summary>Everybody in the audience has an outcome.</summary>
    /// <remarks>ORDER MATTERS: a call that breaks says so before it counts as answered, so broken is looked at last.</remarks>
    public bool Done => !_moreToClaim && NextDeferred is null && _inFlight.Empty && !_inFlight.Broken;

    /// <summary>Records what was answered and claims what the pool admits.</summary>
    /// <returns>False when there was nothing to do.</returns>
    public async Task<bool> Step(DateTimeOffset now)
    {
        var outcomes = _inFlight.Take();
        Held = _services.Carrier.HoldFor(_plan.Text.Sender);
        var wanted = Held == TimeSpan.Zero && (_moreToClaim || NextDeferred <= now);
        var most = wanted ? Math.Clamp(MostInFlight - _inFlight.Count, 0, LargestClaim) : 0;
        var admitted = _line.Take(_plan.Text.Parts, most);
        if (outcomes.Count == 0 && admitted == 0) return false;

        var claim = await ClaimAdmitted(outcomes, admitted, now);
        foreach (var text in claim.Texts)
            _inFlight.Launch(_services.Grains.Subscriber(text.To), new(text.Delivery, _plan.Store, _plan.Text, Priority.Campaign, _plan.Options, NotAfter: _plan.NotAfter), _line);
        if (admitted > 0) _moreToClaim = claim.Texts.Count == admitted;
        return true;
    }

    /// <summary>Gives back what the pool has admitted and nobody was given.</summary>
    public void AskNoMore() => _line.Take(_plan.Text.Parts, 0);

    /// <summary>Begins nothing new; waits for what is in flight and records it.</summary>
    public async Task Land(DateTimeOffset now)
    {
        await _inFlight.Landed();
        var outcomes = _inFlight.Take();
        if (outcomes.Count > 0) await Advance(outcomes, 0, now, leftOnly: true);
    }

    /// <summary>Accounts for the rows that an older epoch left submitting, without sending: what never left gets <paramref name="remainder"/>.</summary>
    public async Task SettleLeft(DeliveryStatus remainder, DateTimeOffset now)
    {
        while (true)
        {
            var left = (await Advance([], LargestClaim, now, leftOnly: true)).Texts;
            if (left.Count == 0) return;
            var outcomes = await Task.WhenAll(left.Select(async text =>
                new Outcome(text.Delivery, await _services.Grains.Subscriber(text.To).Recall(text.Delivery) ?? NeverLeft(remainder, now))));
            await Advance(outcomes, 0, now, leftOnly: true);
        }
    }

    public Task Close(CampaignStatus status, DeliveryStatus? remainder, DateTimeOffset now) => _services.Ledger.CloseCampaign(_plan.Id, _epoch, status, remainder, now);

    public async ValueTask DisposeAsync()
    {
        await _inFlight.Landed();
        _line.Dispose();
    }

    async Task<CampaignClaim> ClaimAdmitted(IReadOnlyList<Outcome> outcomes, int admitted, DateTimeOffset now)
    {
        var claimed = 0;
        try
        {
            var claim = await Advance(outcomes, admitted, now, leftOnly: false);
            claimed = claim.Texts.Count;
            return claim;
        }
        finally
        {
            _line.Release((admitted - claimed) * _plan.Text.Parts);
        }
    }

    async Task<CampaignClaim> Advance(IReadOnlyList<Outcome> outcomes, int claim, DateTimeOffset now, bool leftOnly)
    {
        var result = await _services.Ledger.Advance(new(_plan.Id, _epoch, outcomes, claim, now, leftOnly));
        Rate.Count(outcomes.Count(o => o.Result.UsedSlot) * _plan.Text.Parts, now);
        NextDeferred = result.NextDeferred;
        return result;
    }

    static SendResult NeverLeft(DeliveryStatus remainder, DateTimeOffset now) =>
        new(remainder, new(now, null, "campaign-ended", "", null, null, "The campaign ended before this text left."),
            remainder == DeliveryStatus.Cancelled ? Codes.CampaignCancelled : Codes.CampaignExpired);
}
