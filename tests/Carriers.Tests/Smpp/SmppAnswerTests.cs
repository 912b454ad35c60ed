using Hark.Grains;
using Hark.Testing;

namespace Hark.Carriers.Tests;

/// <summary>Answers that are late, missing, doubled or in disorder.</summary>
[Trait("Needs", "Smsc")]
public sealed class SmppAnswerTests
{
    static readonly TimeSpan Short = TimeSpan.FromMilliseconds(400);

    [Fact]
    public async Task SmscThatNeverAnswers_FewTextsAreUnknownAndOneAtATimeFindsOut()
    {
        await using var bench = await SmppBench.Start(new() { Answer = SmscAnswer.Never }, o => (o.Window, o.Timeout, o.EnquireLink) = (4, Short, Short));

        var first = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => bench.Submit(i)));
        var resting = bench.Link.Report();
        await Until.True(() => bench.Link.HoldFor(SmppBench.Sender) == TimeSpan.Zero, "the rest is over");
        var second = await Task.WhenAll(Enumerable.Range(21, 20).Select(i => bench.Submit(i)));
        await bench.Smsc.Set(new { answer = SmscAnswer.Normal });
        var later = await bench.SubmitAll(20);

        Assert.Equal((4, 16), (first.Count(a => a.Status == SubmitStatus.Unknown), first.Count(a => a.Status == SubmitStatus.NotSent)));
        Assert.Equal((1, 19), (second.Count(a => a.Status == SubmitStatus.Unknown), second.Count(a => a.Status == SubmitStatus.NotSent)));
        Assert.All(first.Concat(second), a => Assert.Equal(a.Status == SubmitStatus.Unknown ? Codes.OutcomeUnknown : Codes.CarrierUnavailable, a.Code));
        Assert.Equal((LinkState.Impaired, "The SMSC does not answer submit_sm."), (resting.State, resting.Trouble));
        Assert.Equal(25, bench.Smsc.Submits().Count);
        Assert.All(later, a => Assert.Equal(SubmitStatus.Accepted, a.Status));
        // It answered enquire_link all the while.
        Assert.Single(bench.Smsc.Records(), r => r.Kind == "bind");
        Assert.Null(bench.Link.Report().Trouble);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task LateAnswer_IsToldUnderTheReferenceMoreThanOnce(int parts)
    {
        await using var bench = await SmppBench.Start(new() { AnswerDelay = 900, Receipts = 1_000 }, o => (o.Timeout, o.AnswerIds, o.ReceiptIds) = (Short, MessageIdRadix.Hex, MessageIdRadix.Hex));

        var answer = await bench.Submit(7, new string('a', parts * 150));
        Assert.Equal((SubmitStatus.Unknown, null, Codes.OutcomeUnknown), (answer.Status, answer.Reference, answer.Code));
        // The row may still be written when the first comes.
        await Until.True(() => bench.Sink.Late.Count == 2 && bench.Sink.Given.Count == 1, "the answer was told twice, and the receipt");

        Assert.All(bench.Sink.Late, late => Assert.Equal((new DeliveryId(7), bench.Sink.Given[0].CarrierReference), (late.Delivery, late.Reference)));
    }

    [Fact]
    public async Task LateAnswerAndTheLinkEnds_IsToldBefore()
    {
        var bench = await SmppBench.Start(new() { AnswerDelay = 900 }, o => o.Timeout = Short);
        await bench.Submit(7);
        await Until.True(() => bench.Sink.Late.Count == 1, "the answer is told");

        await bench.DisposeAsync();

        Assert.Equal(2, bench.Sink.Late.Count);
    }

    [Theory]
    [InlineData(SmscAnswer.OutOfOrder)]
    [InlineData(SmscAnswer.Twice)]
    public async Task AnswersInDisorder_BelongToTheirTexts(SmscAnswer answer)
    {
        await using var bench = await SmppBench.Start(new() { Answer = answer, Receipts = null });

        var answers = await bench.SubmitAll(50);

        var ids = bench.Smsc.Submits().ToDictionary(s => s.Text!, s => $"smpp:{s.Id}");
        for (var i = 1; i <= 50; i++) Assert.Equal((SubmitStatus.Accepted, ids[$"Text {i}"]), (answers[i - 1].Status, answers[i - 1].Reference));
        Assert.Empty(bench.Sink.Late);
    }

    [Fact]
    public async Task AnswerToAnotherSequence_IsNoAnswer()
    {
        await using var bench = await SmppBench.Start(new() { Answer = SmscAnswer.WrongSequence }, o => o.Timeout = Short);

        var answer = await bench.Submit();

        Assert.Equal((SubmitStatus.Unknown, null), (answer.Status, answer.Reference));
    }

    [Fact]
    public async Task AnswerThatCannotBeRead_LeavesTheTextUnknownAtOnce()
    {
        await using var bench = await SmppBench.Start(new() { Answer = SmscAnswer.Never });

        var answer = bench.Submit();
        await Until.True(() => bench.Smsc.Submits().Count == 1, "it has left");
        var sequence = (byte)bench.Smsc.Submits()[0].Sequence;
        // A message id without an end.
        await bench.Smsc.Raw([0, 0, 0, 18, 0x80, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, sequence, 0x41, 0x42]);

        Assert.Equal(SubmitStatus.Unknown, (await answer.WaitAsync(TimeSpan.FromSeconds(4))).Status);
    }
}
