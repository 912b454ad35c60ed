using System.Globalization;
using Spectre.Console;

namespace Hark.Api;

/// <summary>Shows a campaign's progress: one line that is renewed on a terminal, a line every two seconds elsewhere.</summary>
sealed class DemoProgress(IGrains grains, IAnsiConsole console, TimeProvider time)
{
    static readonly TimeSpan OnTerminal = TimeSpan.FromSeconds(0.5);
    static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(2);

    /// <summary>Ends when nothing is left to send now.</summary>
    public async Task Follow(CampaignId campaign, CancellationToken cancellation)
    {
        if (!console.Profile.Out.IsTerminal)
            await Watch(campaign, Elsewhere, console.Say, cancellation);
        else
            await console.Live(new Text("")).StartAsync(live => Watch(campaign, OnTerminal, line =>
            {
                live.UpdateTarget(new Text(line));
                live.Refresh();
            }, cancellation));
    }

    async Task Watch(CampaignId campaign, TimeSpan pause, Action<string> show, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(pause, time);
        do
        {
            if (await grains.Campaign(campaign).View() is not { } view) continue;
            show(Line(view));
            if (IsOver(view)) return;
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    static bool IsOver(CampaignView c) => c.Status is not (CampaignStatus.Running or CampaignStatus.Scheduled)
        || (Sum(c, DeliveryStatus.Queued, DeliveryStatus.Submitting) == 0 && Sum(c, DeliveryStatus.Deferred) > 0);

    internal static string Line(CampaignView c)
    {
        var sent = Sum(c, DeliveryStatus.Submitted, DeliveryStatus.Delivered, DeliveryStatus.Undelivered);
        var unknown = Sum(c, DeliveryStatus.Unknown);
        var end = c.EndedAt is { } ended ? $"{ApiJson.Word(c.Status)} at {ended.UtcDateTime:HH:mm:ss} UTC" : c.FinishesAt is { } finish ? $"finishes {finish.UtcDateTime:HH:mm:ss} UTC" : ApiJson.Word(c.Status);
        return string.Create(CultureInfo.InvariantCulture,
            $"sent {sent:N0} of {c.Audience:N0} | delivered {Sum(c, DeliveryStatus.Delivered):N0} | held {Sum(c, DeliveryStatus.Deferred):N0} | refused {Sum(c, DeliveryStatus.Refused, DeliveryStatus.Rejected):N0}{(unknown > 0 ? $" | unknown {unknown:N0}" : "")} | {c.PartsPerSecond:0.0} parts/s | {end}");
    }

    static long Sum(CampaignView c, params ReadOnlySpan<DeliveryStatus> statuses)
    {
        long sum = 0;
        foreach (var status in statuses) sum += c.ByStatus.GetValueOrDefault(status);
        return sum;
    }
}
