using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Spectre.Console;

namespace Hark.Api;

/// <summary><c>--demo</c>: the main job at once, at any hour. A store, 1,000 people, a campaign to them on the simulator, and where to look at it.</summary>
sealed class Demo(DemoStore stage, DemoNumbers numbers, DemoProgress progress, DemoReplies replies, IServer server, IHostApplicationLifetime lifetime, IAnsiConsole console) : BackgroundService
{
    const int People = 1000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await lifetime.ApplicationStarted.Fired(stoppingToken);
            if (await Show(stoppingToken) is { } refusal) console.Say($"The demonstration stopped: {refusal.Reason} ({refusal.Code}) The service goes on.");
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Ctrl+C while it runs.
        }
    }

    async Task<Refusal?> Show(CancellationToken cancellation)
    {
        var opened = await stage.Open();
        if (!opened.Ok) return opened.Refusal;
        var (store, key) = opened.Value;
        var people = numbers.Awake(People);
        console.Say($"Opting {people.Count:N0} people in to {store.Name}...");
        if (await stage.OptIn(store.Id, people, cancellation) is { } notIn) return notIn;
        var started = await stage.StartCampaign(store.Id);
        if (!started.Ok) return started.Refusal;

        TellAddresses(store, key, started.Value);
        var answering = replies.Send(store, people, cancellation);
        await progress.Follow(started.Value.Id, cancellation);
        await answering;
        await replies.Tell();
        console.Say("The service goes on until Ctrl+C.");
        return null;
    }

    void TellAddresses(StoreView store, string key, CampaignView campaign)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/');
        console.Say($"""
            {store.Name} ({store.Id}) texts '{campaign.Text.Body}'
              API       {address}/v1
              OpenAPI   {address}/openapi/v1.json
              Metrics   {address}/metrics
              Campaign  curl -H "Authorization: Bearer {key}" {address}/v1/stores/{store.Id}/campaigns/{campaign.Id}
              Inbox     curl -H "Authorization: Bearer {key}" {address}/v1/stores/{store.Id}/inbox
            """);
    }
}

static class Lifetimes
{
    /// <summary>Waits until the token is cancelled, which is how the application tells that it has started.</summary>
    public static async Task Fired(this CancellationToken signal, CancellationToken cancellation)
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = signal.Register(fired.SetResult);
        await fired.Task.WaitAsync(cancellation);
    }
}
