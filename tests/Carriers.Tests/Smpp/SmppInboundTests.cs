using Hark.Testing;

namespace Hark.Carriers.Tests;

/// <summary>Texts from handsets.</summary>
[Trait("Needs", "Smsc")]
public sealed class SmppInboundTests
{
    const string From = "12015550100";
    const string To = "18005550199";
    const uint Later = 0x64;

    [Theory]
    [InlineData("STOP", 0, false, To, "+18005550199")]
    [InlineData("STOP", 0, false, "80565", "80565")]
    [InlineData("Stopp, tack! åäö €", 0, false, To, "+18005550199")]
    [InlineData("Стоп 😀", 8, false, To, "+18005550199")]
    [InlineData("All of it in message_payload", 0, true, To, "+18005550199")]
    public async Task Text_ArrivesAsItWasWritten(string text, int coding, bool payload, string to, string told)
    {
        await using var bench = await SmppBench.Start();

        Assert.Equal(0u, await bench.Smsc.Deliver(new SmscDeliver(From, to, text) { DataCoding = coding, Payload = payload }));

        var inbound = Assert.Single(bench.Sink.Texts);
        Assert.Equal((SmppBench.Handset, told, text), (inbound.From, inbound.To, inbound.Text));
        Assert.Matches("^smpp:[0-9a-f]{32}$", inbound.MessageId);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 8)]
    public async Task Parts_AreOneTextAndAcknowledgedTogether(bool sar, int coding)
    {
        await using var bench = await SmppBench.Start(change: o => o.Sessions = 2);
        var parts = SmscDeliver.InParts(From, To, ["one, ", "two, ", "three"], 200, sar).Select(p => p with { DataCoding = coding }).ToArray();

        var first = bench.Smsc.Deliver(parts[2]);
        var second = bench.Smsc.Deliver(parts[0]);
        Assert.False(first.IsCompleted || second.IsCompleted, "A part was acknowledged before its text was durable.");
        Assert.All(await Task.WhenAll(first, second, bench.Smsc.Deliver(parts[1])), status => Assert.Equal(0u, status));

        Assert.Equal("one, two, three", Assert.Single(bench.Sink.Texts).Text);
    }

    [Fact]
    public async Task TextThatCannotBeStored_IsRefusedForNowAndHasTheSameIdWhenItComesAgain()
    {
        await using var bench = await SmppBench.Start();
        var ids = Failing(bench);
        var whole = new SmscDeliver(From, To, "STOP");
        var parts = SmscDeliver.InParts(From, To, ["ST", "OP ALL"], 7);

        Assert.Equal(Later, await bench.Smsc.Deliver(whole));
        Assert.All(await Task.WhenAll(parts.Select(bench.Smsc.Deliver)), status => Assert.Equal(Later, status));
        bench.Sink.Before = () => Task.CompletedTask;
        Assert.Equal(0u, await bench.Smsc.Deliver(whole));
        Assert.All(await Task.WhenAll(parts.Select(bench.Smsc.Deliver)), status => Assert.Equal(0u, status));
        Assert.Equal(0u, await bench.Smsc.Deliver(whole));

        var texts = bench.Sink.Texts.ToLookup(t => t.Text, t => t.MessageId);
        Assert.Equal(2, texts["STOP"].Distinct().Count());
        Assert.Single(texts["STOP ALL"].Distinct());
        Assert.Equal(2, ids());
        Assert.Contains(bench.Observer.Troubles, t => t.Contains("the database is away", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnyOtherFault_IsRefusedForNowAndStopsNothing()
    {
        await using var bench = await SmppBench.Start();
        bench.Sink.Before = () => throw new InvalidOperationException("nobody thought of this");

        Assert.Equal(Later, await bench.Smsc.Deliver(From, To, "STOP"));
        bench.Sink.Before = () => Task.CompletedTask;

        Assert.Equal(0u, await bench.Smsc.Deliver(From, To, "STOP"));
    }

    [Fact]
    public async Task AcknowledgementThatDidNotGetThrough_TextComesAgainUnderItsId()
    {
        await using var bench = await SmppBench.Start();
        var (entered, open) = (new TaskCompletionSource(), new TaskCompletionSource());
        bench.Sink.Before = () => { entered.TrySetResult(); return open.Task; };

        var lost = bench.Smsc.Deliver(From, To, "START");
        await entered.Task;
        await bench.Smsc.Drop();
        await Assert.ThrowsAsync<InvalidOperationException>(() => lost);
        await Until.True(() => bench.Observer.Troubles.Any(), "the loss is seen");
        open.SetResult();
        await bench.Bound();
        Assert.Equal(0u, await bench.Smsc.Deliver(From, To, "START"));

        Assert.Equal(2, bench.Sink.Texts.Count);
        Assert.Single(bench.Sink.Texts.Select(t => t.MessageId).Distinct());
    }

    [Fact]
    public async Task PartsThatStayAway_TheOthersAreATextAndTheWholeFollows()
    {
        await using var bench = await SmppBench.Start(change: o => o.PartsWithin = TimeSpan.FromMilliseconds(200));
        var parts = SmscDeliver.InParts(From, To, ["STOP ", "bothering me"], 3);

        Assert.Equal(0u, await bench.Smsc.Deliver(parts[0]));
        Assert.Equal(0u, await bench.Smsc.Deliver(parts[0]));
        Assert.Equal(0u, await bench.Smsc.Deliver(parts[1]));

        Assert.Equal(["STOP ", "STOP ", "STOP bothering me"], bench.Sink.Texts.Select(t => t.Text));
        var ids = bench.Sink.Texts.Select(t => t.MessageId).ToArray();
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
    }

    [Fact]
    public async Task SmscThatWaitsForEachAnswer_BringsAllPartsAndIsNotHeldUp()
    {
        await using var bench = await SmppBench.Start(change: o => o.PartsWithin = TimeSpan.FromMilliseconds(200));

        foreach (var part in SmscDeliver.InParts(From, To, ["one, ", "two, ", "three"], 3)) Assert.Equal(0u, await bench.Smsc.Deliver(part));
        Assert.Equal(0u, await bench.Smsc.Deliver(From, To, "next"));

        Assert.Equal(["one, ", "one, two, ", "one, two, three", "next"], bench.Sink.Texts.Select(t => t.Text));
        Assert.Equal(4, bench.Sink.Texts.Select(t => t.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task TextsOfOnePerson_AreTakenInTheirOrder()
    {
        await using var bench = await SmppBench.Start();
        var open = new TaskCompletionSource();
        bench.Sink.Before = () => open.Task;
        var words = Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? $"STOP {i}" : $"START {i}").ToArray();

        var delivered = words.Select(word => bench.Smsc.Deliver(From, To, word)).ToArray();
        open.SetResult();
        await Task.WhenAll(delivered);

        Assert.Equal(words, bench.Sink.Texts.Select(t => t.Text));
    }

    [Fact]
    public async Task MoreThanCanWait_IsRefusedForNowAndTextsStillLeave()
    {
        const int many = 6_000;
        await using var bench = await SmppBench.Start();
        var open = new TaskCompletionSource();
        bench.Sink.Before = () => open.Task;
        var text = new ShortMessage(new(1, 1, From), new(1, 1, To), 0, 0, "STOP"u8.ToArray());

        await bench.Smsc.Raw([.. Enumerable.Range(1, many).SelectMany(i => SmppReceiptTests.Octets(new DeliverSmPdu((uint)i + 1_000, text)))]);
        await Until.True(() => Answers(bench) > 0, "some are refused");
        var answer = await bench.Submit();
        Assert.InRange(Answers(bench), 1_000, 2_000);
        open.SetResult();
        await Until.True(() => Answers(bench) == many, "the others are acknowledged");

        Assert.Equal(Grains.SubmitStatus.Accepted, answer.Status);
    }

    [Fact]
    public async Task TextFromNoNumber_IsAcknowledgedAndLeft()
    {
        await using var bench = await SmppBench.Start();

        Assert.Equal(0u, await bench.Smsc.Deliver("Bakery", To, "Win a car"));

        Assert.Empty(bench.Sink.Texts);
    }

    static int Answers(SmppBench bench) => bench.Smsc.Records().Count(r => r.Kind == "unasked");

    /// <returns>How many texts were refused.</returns>
    static Func<int> Failing(SmppBench bench)
    {
        var failed = 0;
        bench.Sink.Before = () =>
        {
            Interlocked.Increment(ref failed);
            throw new StorageUnavailableException("the database is away");
        };
        return () => failed;
    }
}
