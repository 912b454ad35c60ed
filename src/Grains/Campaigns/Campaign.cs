namespace Hark.Grains;

/// <summary>One campaign: claims its audience chunk by chunk and accounts for everybody in it (invariant 2).</summary>
public class Campaign(CampaignId id, IState<CampaignState> state, IWakeups wakeups, CampaignServices services) : ICampaign, IWakeable
{
    /// <summary>After storage or a silo failed.</summary>
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    CampaignRun? _run;

    public async Task<Result<CampaignView>> Start(CampaignPlan plan)
    {
        if (state.Value is null)
        {
            var now = Now;
            var scheduled = plan.StartAt > now;
            if (!scheduled && await services.Roster.CountOptedIn(plan.Store) == 0)
                return new Refusal(Codes.CampaignEmpty, "Nobody is opted in to this store, so there is nobody to text.");

            // ORDER MATTERS: the wake-up and the state before the ledger's row, so that a campaign that lists show always has an actor that goes on with it.
            await wakeups.At(scheduled ? plan.StartAt!.Value : now);
            await state.Write(new(plan, scheduled ? CampaignStatus.Scheduled : CampaignStatus.Running, Audience: null, now, scheduled ? null : now, null));
        }
        if (state.Value is { Audience: null } && !await Open())
            return new Refusal(Codes.CampaignNameTaken, $"This store already has a campaign named '{plan.Name}'. Choose another name.");
        wakeups.Soon();
        return await Describe();
    }

    public Task<Result<CampaignView>> Pause() => Turn(s => s.Status switch
    {
        CampaignStatus.Running or CampaignStatus.Scheduled => CampaignStatus.Paused,
        CampaignStatus.Paused => new Refusal(Codes.CampaignNotRunning, "The campaign is paused already."),
        _ => Over(s),
    });

    public Task<Result<CampaignView>> Resume() => Turn(s => s.Status switch
    {
        CampaignStatus.Paused => s.StartedAt is null && s.Plan.StartAt > Now ? CampaignStatus.Scheduled : CampaignStatus.Running,
        CampaignStatus.Running or CampaignStatus.Scheduled => new Refusal(Codes.CampaignNotPaused, "The campaign is not paused."),
        _ => Over(s),
    });

    public Task<Result<CampaignView>> Cancel() => Turn(s => CampaignRules.Ended(s.Status) ? Over(s) : CampaignStatus.Cancelled);

    public async Task<CampaignView?> View() => state.Value is { Audience: not null } ? (await Describe()).Value : null;

    public async Task Wake()
    {
        if (state.Value is not { EndedAt: null } campaign)
        {
            await wakeups.Never();
            return;
        }

        try
        {
            if (campaign.Audience is null)
            {
                if (!await Open()) return;
                campaign = state.Value!;
            }
            var now = Now;
            if (campaign.Plan.NotAfter <= now && !CampaignRules.Ended(campaign.Status)) campaign = await Become(campaign, CampaignStatus.Expired);
            if (campaign.Status == CampaignStatus.Scheduled)
            {
                if (campaign.Plan.StartAt is { } startAt && startAt > now)
                {
                    // Durable wake-ups are kept in whole milliseconds and may come a little early; the next one would come a minute later.
                    wakeups.Soon(startAt - now);
                    return;
                }
                campaign = await Become(campaign, CampaignStatus.Running);
            }
            if (campaign.StartedAt is null && campaign.Status == CampaignStatus.Running) campaign = await Begin(campaign);
            await Work(campaign);
        }
        catch (Exception e)
        {
            // What is in flight is asked for again under a new epoch, also when we do not know what failed: a claim may have been lost with it.
            await DropRun();
            if (e is not (StorageUnavailableException or NoAnswerException or FencedException)) throw;
            wakeups.Soon(RetryAfter);
        }
    }

    public async Task Rest()
    {
        try
        {
            await EndRun();
        }
        catch (Exception e) when (e is StorageUnavailableException or NoAnswerException or FencedException)
        {
            // Told by readiness. What was in flight is asked for again when the campaign wakes.
        }
        finally
        {
            // Whatever failed: a line that is left in the pacer's queue would be admitted for ever.
            await DropRun();
        }
    }

    /// <returns>False when the name is taken: then there is no campaign.</returns>
    async Task<bool> Open()
    {
        var campaign = state.Value!;
        if (await services.Ledger.OpenCampaign(campaign.Plan, campaign.CreatedAt) is { } audience)
        {
            await state.Write(campaign with { Audience = audience });
            return true;
        }
        await state.Clear();
        await wakeups.Never();
        return false;
    }

    async Task Work(CampaignState campaign)
    {
        var ended = CampaignRules.Ended(campaign.Status);
        if (_run is { } run && (run.Broken || ended || campaign.Status == CampaignStatus.Paused))
        {
            // Waited for between turns: who looks, pauses or cancels must not wait for a slow carrier or a silo that is gone. Each answer wakes.
            run.AskNoMore();
            if (!run.AllAnswered) return;
        }
        if (campaign.Status == CampaignStatus.Paused)
        {
            await EndRun();
            return;
        }
        if (_run is { Broken: true })
        {
            // Its row stays "submitting" under this epoch, and only a newer one settles it.
            await EndRun();
            wakeups.Soon(RetryAfter);
            return;
        }

        _run ??= await BeginRun(campaign);
        if (ended)
        {
            var remainder = campaign.Status == CampaignStatus.Cancelled ? DeliveryStatus.Cancelled : DeliveryStatus.Expired;
            await _run.Land(Now);
            await _run.SettleLeft(remainder, Now);
            await Finish(campaign, remainder);
            return;
        }

        var now = Now;
        var worked = await _run.Step(now);
        if (_run.Done)
        {
            await Finish(await Become(campaign, CampaignStatus.Completed), remainder: null);
        }
        else if (worked)
        {
            wakeups.Soon();
        }
        else if (_run.Held > TimeSpan.Zero)
        {
            wakeups.Soon(_run.Held);
        }
        else if (_run.NextDeferred is { } due && due > now)
        {
            // By the clock that the step went by: what was not due then and is by now was not asked for, and nobody would tell of it.
            wakeups.Soon(due > Now ? due - Now : TimeSpan.Zero);
        }
        if (campaign.Plan.NotAfter is { } end) wakeups.Soon(end > Now ? end - Now : TimeSpan.Zero);
    }

    async Task<CampaignRun> BeginRun(CampaignState campaign)
    {
        var epoch = await services.Ledger.TakeOver(id);
        var counts = await services.Ledger.Count(id);
        return new(campaign.Plan, epoch, counts.ByStatus.GetValueOrDefault(DeliveryStatus.Queued), services, wakeups);
    }

    async Task<CampaignState> Begin(CampaignState campaign)
    {
        var audience = await services.Ledger.FreezeAudience(id, Now);
        await state.Write(campaign with { Audience = audience, StartedAt = Now });
        return state.Value!;
    }

    async Task Finish(CampaignState campaign, DeliveryStatus? remainder)
    {
        await _run!.Close(campaign.Status, remainder, Now);
        await EndRun();
        await state.Write(campaign with { EndedAt = Now });
        await wakeups.Never();
    }

    async Task EndRun()
    {
        if (_run is null) return;
        await _run.Land(Now);
        await DropRun();
    }

    /// <summary>Waits for what is in flight without recording it.</summary>
    async Task DropRun()
    {
        if (_run is not { } run) return;
        _run = null;
        await run.DisposeAsync();
    }

    async Task<CampaignState> Become(CampaignState campaign, CampaignStatus status)
    {
        await state.Write(campaign with { Status = status });
        await services.Ledger.MarkCampaign(id, status, Now);
        return state.Value!;
    }

    async Task<Result<CampaignView>> Turn(Func<CampaignState, Result<CampaignStatus>> decide)
    {
        if (state.Value is not { Audience: not null } campaign) return CampaignRules.Unknown(id);
        var next = decide(campaign);
        if (!next.Ok) return next.Refusal;
        campaign = await Become(campaign, next.Value);
        // A cancelled campaign still has to be accounted for, a resumed one goes on; also when the process dies now.
        if (next.Value != CampaignStatus.Paused) await wakeups.At(next.Value == CampaignStatus.Scheduled ? campaign.Plan.StartAt!.Value : Now);
        wakeups.Soon();
        return await Describe();
    }

    static Refusal Over(CampaignState campaign) => new(Codes.CampaignEnded, $"The campaign is {campaign.Status} and stays so.");

    DateTimeOffset Now => services.Time.GetUtcNow();

    async Task<Result<CampaignView>> Describe()
    {
        var campaign = state.Value!;
        var counts = await services.Ledger.Count(id);
        var running = campaign.Status == CampaignStatus.Running;
        return new CampaignView(id, campaign.Plan.Store, campaign.Plan.Name, campaign.Status, campaign.Plan.Text, counts.Audience, counts.ByStatus, counts.ByCode,
            _run?.Rate.PerSecond(Now) ?? 0, campaign.CreatedAt, campaign.Plan.StartAt, campaign.Plan.NotAfter, campaign.StartedAt, campaign.EndedAt,
            running ? FinishesAt(campaign, counts) : null);
    }

    /// <summary>The pool's time for what is left, shared with the other stores' work, and not before the last deferred text may leave.</summary>
    DateTimeOffset FinishesAt(CampaignState campaign, CampaignCounts counts)
    {
        var left = counts.ByStatus.Where(c => c.Key is DeliveryStatus.Queued or DeliveryStatus.Submitting or DeliveryStatus.Deferred).Sum(c => c.Value);
        var finish = Now + services.Pacers.For(campaign.Plan.Text.Sender).Snapshot().FinishOf(campaign.Plan.Store, left * campaign.Plan.Text.Parts);
        return _run?.NextDeferred > finish ? _run.NextDeferred.Value : finish;
    }
}

/// <summary>What a campaign works with; the same for all campaigns of a process.</summary>
public sealed record CampaignServices(IGrains Grains, IDeliveryLedger Ledger, IRoster Roster, Pacers Pacers, ICarrier Carrier, TimeProvider Time);
