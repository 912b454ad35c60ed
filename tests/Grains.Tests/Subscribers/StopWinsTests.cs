namespace Hark.Grains.Tests;

/// <summary>Invariant 1: from the answer to an opt-out on, no text of that store is handed to the carrier.</summary>
public class StopWinsTests
{
    const int Senders = 8;
    const int TextsEach = 50;

    [Fact]
    public async Task ManySendersWhileStopComes_NothingLeavesAfterItsAnswer()
    {
        var sentBefore = 0;
        for (var run = 0; run < 25; run++) sentBefore += await Race(stopAfter: run * 4);
        Assert.True(sentBefore > 0, "No run sent anything before the opt-out: the race was never on.");
    }

    /// <param name="stopAfter">The opt-out is asked for once this many texts were handed over.</param>
    /// <returns>Texts that were handed over before the opt-out was acknowledged.</returns>
    static async Task<int> Race(int stopAfter)
    {
        await using var bench = new SubscriberBench();
        using var mailbox = new SemaphoreSlim(1);
        var due = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var given = 0;
        var stopped = 0;
        var late = 0;
        bench.Carrier.Answer = async text =>
        {
            if (Volatile.Read(ref stopped) == 1) Interlocked.Increment(ref late);
            if (Interlocked.Increment(ref given) >= stopAfter) due.TrySetResult();
            await Task.Yield();
            return new(SubmitStatus.Accepted, text.Reference.ToString());
        };
        await bench.OptIn();
        if (stopAfter == 0) due.SetResult();

        var senders = Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            for (var i = 0; i < TextsEach; i++)
            {
                var delivery = sender * TextsEach + i + 1;
                await InTurn(() => bench.Send(delivery));
            }
        })).ToArray();
        await due.Task;
        await InTurn(async () =>
        {
            var answer = await bench.OptOut();
            Volatile.Write(ref stopped, 1);
            return answer;
        });
        var acknowledged = given;
        await Task.WhenAll(senders);

        Assert.Equal((0, acknowledged), (late, given));
        Assert.Equal(given, bench.Carrier.Given.Count);
        return acknowledged;

        async Task<T> InTurn<T>(Func<Task<T>> request)
        {
            await mailbox.WaitAsync();
            try
            {
                return await request();
            }
            finally
            {
                mailbox.Release();
            }
        }
    }
}
