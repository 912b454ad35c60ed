using System.Collections.Concurrent;

namespace Hark.Engine.Tests;

/// <summary>Invariant 1: after an opt-out is acknowledged no text of that store is handed to the carrier for that number.</summary>
public abstract class StopCompliance : EngineCompliance
{
    [Fact]
    public async Task StopRacingSendsFromEightThreads_NothingLeavesAfterItsAnswer()
    {
        var store = await NewStore();
        var sentBefore = 0;
        for (var round = 0; round < 25; round++)
        {
            var number = Number(round);
            await OptIn(store, round);
            var stopped = 0;
            var late = new ConcurrentBag<SendResult>();
            using var go = new ManualResetEventSlim();
            var senders = Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
            {
                go.Wait();
                for (var (i, lateOnes) = (0, 0); lateOnes < 3; i++)
                {
                    // Read before the call: a send that begins after the answer must not leave.
                    var after = Volatile.Read(ref stopped) == 1;
                    if (after) lateOnes++;
                    var result = await Host.Grains.Subscriber(number).Send(Text(store, new DeliveryId(await Host.Ids.Next()), $"{thread} {i}"));
                    if (after) late.Add(result);
                    else if (result.Status == DeliveryStatus.Submitted) Interlocked.Increment(ref sentBefore);
                }
            })).ToList();
            var stop = Task.Run(async () =>
            {
                go.Wait();
                await Host.Grains.Store(store).Receive(new($"stop-{number}", number, "x", "STOP", DateTimeOffset.UnixEpoch));
                Volatile.Write(ref stopped, 1);
                return Host.Carrier.MessagesTo(number).Count(m => !m.Text.Contains("unsubscribed", StringComparison.OrdinalIgnoreCase));
            });
            go.Set();
            var atAnswer = await stop;
            await Task.WhenAll(senders);

            Assert.All(late, result => Assert.Equal(Codes.OptedOut, result.Code));
            Assert.Equal(atAnswer, Host.Carrier.MessagesTo(number).Count(m => !m.Text.Contains("unsubscribed", StringComparison.OrdinalIgnoreCase)));
        }
        // Otherwise nothing raced.
        Assert.True(sentBefore > 0);
    }

    [Fact]
    public async Task StopDuringCampaign_IsConfirmedAndTheRestOfTheCampaignSkipsIt()
    {
        var store = await NewStore();
        await OptIn(store, Enumerable.Range(1, 200));
        await Host.Grains.Store(store).Receive(new("s1", Number(150), "x", "Stop. Thank you", DateTimeOffset.UnixEpoch));
        var view = await WhenEnded(await StartCampaign(store));

        Assert.Equal(199, view.Audience);
        var reply = Assert.Single(await Eventually(() => Task.FromResult(Host.Carrier.MessagesTo(Number(150))), m => m.Count > 0));
        Assert.Contains("unsubscribed", reply.Text, StringComparison.OrdinalIgnoreCase);
    }

    static SendText Text(StoreId store, DeliveryId delivery, string body) =>
        new(delivery, store, new(body, "+15550000001", MessageKind.Informational, new(TextEncoding.Gsm7, body.Length, 1, 1), delivery.Value), Priority.Single, new());
}
