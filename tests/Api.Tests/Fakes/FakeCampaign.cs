namespace Hark.Api.Tests;

/// <summary>A campaign that runs until somebody stops it.</summary>
sealed class FakeCampaign(FakeWorld world, CampaignId id) : ICampaign
{
    public CampaignView? Now { get; private set; }

    public Task<CampaignView?> View() => Task.FromResult(Now);

    public Task<Result<CampaignView>> Start(CampaignPlan plan)
    {
        var now = world.Time.GetUtcNow();
        Now ??= new CampaignView(id, plan.Store, plan.Name, CampaignStatus.Running, plan.Text, 1, new Dictionary<DeliveryStatus, long> { [DeliveryStatus.Queued] = 1 },
            new Dictionary<string, long>(), 0, now, plan.StartAt, plan.NotAfter, now, null, now);
        return Task.FromResult<Result<CampaignView>>(Now);
    }

    public Task<Result<CampaignView>> Pause() => Move(CampaignStatus.Running, CampaignStatus.Paused, Codes.CampaignNotRunning);
    public Task<Result<CampaignView>> Resume() => Move(CampaignStatus.Paused, CampaignStatus.Running, Codes.CampaignNotPaused);

    public Task<Result<CampaignView>> Cancel() =>
        Now!.Status == CampaignStatus.Cancelled ? Refuse(Codes.CampaignEnded) : Move(Now.Status, CampaignStatus.Cancelled, Codes.CampaignEnded);

    Task<Result<CampaignView>> Move(CampaignStatus from, CampaignStatus to, string otherwise)
    {
        world.Write();
        if (Now!.Status != from) return Refuse(otherwise);
        Now = Now with { Status = to };
        return Task.FromResult<Result<CampaignView>>(Now);
    }

    static Task<Result<CampaignView>> Refuse(string code) => Task.FromResult<Result<CampaignView>>(new Refusal(code, "Refused."));
}
