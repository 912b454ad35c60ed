using Hark.Grains;

namespace Hark.Carriers.Tests;

public sealed class SimulatorAnswerTests
{
    [Fact]
    public async Task NoLatency_AnswersAtOnce()
    {
        await using var bench = new SimulatorBench(o => o.Latency = TimeSpan.Zero);

        var answer = bench.Submit(1);

        Assert.True(answer.IsCompletedSuccessfully);
        Assert.Equal(SubmitStatus.Accepted, (await answer).Status);
    }

    [Fact]
    public async Task Latency_AnswersWhenItHasPassed()
    {
        await using var bench = new SimulatorBench(o => o.Latency = TimeSpan.FromMilliseconds(50));

        var answer = bench.Submit(1);
        bench.Time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.False(answer.IsCompleted);
        bench.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(SubmitStatus.Accepted, (await answer).Status);
    }

    [Fact]
    public async Task LatencySpread_AnswersWithinIt()
    {
        await using var bench = new SimulatorBench(o =>
        {
            o.Latency = TimeSpan.FromMilliseconds(50);
            o.LatencySpread = TimeSpan.FromMilliseconds(30);
        });

        var answers = Enumerable.Range(1, 200).Select(i => bench.Submit(i)).ToArray();
        bench.Time.Advance(TimeSpan.FromMilliseconds(19));
        Assert.DoesNotContain(answers, a => a.IsCompleted);
        bench.Time.Advance(TimeSpan.FromMilliseconds(31));
        Assert.InRange(answers.Count(a => a.IsCompleted), 60, 140);
        bench.Time.Advance(TimeSpan.FromMilliseconds(31));

        Assert.All(answers, a => Assert.True(a.IsCompleted));
    }

    [Fact]
    public async Task AnswerRunsSlowCode_OthersAreStillAnswered()
    {
        await using var bench = new SimulatorBench();
        using var others = new ManualResetEventSlim();
        var answers = Enumerable.Range(1, 3).Select(i => bench.Submit(i)).ToArray();
        var slow = answers[0].ContinueWith(_ => others.Wait(TimeSpan.FromSeconds(30)), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        bench.Time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.True(answers[1].IsCompleted && answers[2].IsCompleted);
        others.Set();

        Assert.True(await slow);
    }

    [Fact]
    public async Task AcceptedTexts_HaveDistinctReferences()
    {
        await using var bench = new SimulatorBench();

        var answers = await bench.SubmitAll(10_000);

        Assert.Equal(10_000, answers.Select(a => a.Reference).Distinct().Count());
    }

    [Fact]
    public async Task RejectRate_RejectsThatShareWithWeightedCodes()
    {
        await using var bench = new SimulatorBench(o => o.RejectRate = 0.2);

        var answers = await bench.SubmitAll(10_000);

        var rejected = answers.Where(a => a.Status == SubmitStatus.Rejected).ToArray();
        Assert.InRange(rejected.Length, 1_800, 2_200);
        Assert.All(rejected, a => Assert.Null(a.Reference));
        Assert.InRange(rejected.Count(a => a.Code == "unknown_subscriber"), 0.55 * rejected.Length, 0.65 * rejected.Length);
        Assert.InRange(rejected.Count(a => a.Code == "blocked_by_carrier"), 0.25 * rejected.Length, 0.35 * rejected.Length);
        Assert.Equal(10_000 - rejected.Length, bench.Sink.Given.Count);
        Assert.Equal(10_000 - rejected.Length, bench.Carrier.Statistics().Arrived);
    }

    [Fact]
    public async Task RejectCodeOfWeightZero_IsNeverGiven()
    {
        await using var bench = new SimulatorBench(o => (o.RejectRate, o.RejectCodes["unknown_subscriber"]) = (1, 0));

        var answers = await bench.SubmitAll(1_000);

        Assert.DoesNotContain(answers, a => a.Code == "unknown_subscriber");
        Assert.Contains(answers, a => a.Code == "blocked_by_carrier");
    }

    [Fact]
    public async Task UnknownRate_AnswersUnknownAtTheTimeoutAndHalfArrive()
    {
        await using var bench = new SimulatorBench(o => o.UnknownRate = 1);

        var answers = Enumerable.Range(1, 2_000).Select(i => bench.Submit(i)).ToArray();
        bench.Time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromMilliseconds(1));
        Assert.DoesNotContain(answers, a => a.IsCompleted);
        bench.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.All(await Task.WhenAll(answers), a => Assert.Equal((SubmitStatus.Unknown, Codes.OutcomeUnknown, null), (a.Status, a.Code, a.Reference)));
        Assert.InRange(bench.Carrier.MessagesTo(SimulatorBench.Handset).Count, 900, 1_100);
    }

    [Fact]
    public async Task LatencyBeyondTimeout_AnswersUnknownThoughTheTextArrives()
    {
        await using var bench = new SimulatorBench(o => (o.Latency, o.Timeout) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2)));

        var answer = bench.Submit(1);
        bench.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(SubmitStatus.Unknown, (await answer).Status);
        Assert.Single(bench.Carrier.MessagesTo(SimulatorBench.Handset));
    }

    [Fact]
    public async Task Disposed_AnswersWhatIsOpenWithUnknownAndLaterTextsWithNotSent()
    {
        var bench = new SimulatorBench();
        var open = bench.Submit(1);

        await bench.DisposeAsync();

        Assert.Equal(SubmitStatus.Unknown, (await open).Status);
        Assert.Equal(SubmitStatus.NotSent, (await bench.Submit(2)).Status);
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(bench.Sink.Given);
    }
}
