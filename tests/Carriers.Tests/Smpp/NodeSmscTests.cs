using System.Text;
using Hark.Testing;

namespace Hark.Carriers.Tests;

/// <summary>What the tests' own SMSC promises to the tests that use it.</summary>
[Trait("Needs", "Smsc")]
public sealed class NodeSmscTests
{
    const string Handset = "12015550100";
    const uint Throttled = 0x58;
    const uint QueueFull = 0x14;
    const uint InvalidDestination = 0x0B;

    [Fact]
    public async Task AnsweredText_IsInTheJournalAsItCame()
    {
        await using var smsc = await NodeSmsc.Start();
        using var client = await WireClient.Bound(smsc.Port);

        byte[] payload = [0x04, 0x24, 0, 3, (byte)'{', 0xFF, 0];
        var answer = await client.Ask(0x4, [.. WireClient.SubmitBody(Handset, "Fresh \u001b(bread\u001b) at 5.", receipt: 1), .. payload]);

        var submit = Assert.Single(smsc.Submits());
        Assert.Equal(answer.Text, submit.Id);
        Assert.Equal((1, 1, "18005550199", 1, 1, Handset), (submit.SourceTon, submit.SourceNpi, submit.Source, submit.DestinationTon, submit.DestinationNpi, submit.Destination));
        Assert.Equal((0, 0, 1, "000001000000000R"), (submit.EsmClass, submit.DataCoding, submit.RegisteredDelivery, submit.ValidityPeriod));
        Assert.Equal("Fresh \u001b(bread\u001b) at 5.", Encoding.ASCII.GetString(submit.Message));
        Assert.Equal(payload[4..], submit.Tlvs["0424"]);
        Assert.Equal((1, answer.Sequence), (submit.Session, submit.Sequence));
    }

    [Fact]
    public async Task GsmText_IsReadByThePackage()
    {
        await using var smsc = await NodeSmsc.Start();
        using var client = await WireClient.Bound(smsc.Port);

        await client.SubmitText(Handset, "\u001b(5 \u001b)");

        Assert.Equal("{5 }", Assert.Single(smsc.Submits()).Text);
    }

    [Theory]
    [InlineData("hark", "wrong", 0x0Eu, "ESME_RINVPASWD")]
    [InlineData("wrong", "secret", 0x0Du, "ESME_RBINDFAIL")]
    public async Task WrongCredentials_AreRefused(string systemId, string password, uint status, string name)
    {
        await using var smsc = await NodeSmsc.Start();
        using var client = await WireClient.Connect(smsc.Port);

        Assert.Equal(status, await client.Bind(systemId, password));

        Assert.Equal(("bind", name), Assert.Single(smsc.Records().Select(r => (r.Kind, r.Status))));
    }

    [Fact]
    public async Task EnquireLink_IsAnsweredUnlessToldNotTo()
    {
        await using var smsc = await NodeSmsc.Start();
        using var client = await WireClient.Bound(smsc.Port);
        await client.EnquireLink();

        await smsc.Set(new { enquireLink = false });
        await client.Send(0x15, []);

        // The next answer is that of the text: enquire_link was passed over.
        await client.SubmitText(Handset, "Hello");
    }

    [Fact]
    public async Task ThrottleRate_RefusesWhatIsAboveIt()
    {
        await using var smsc = await NodeSmsc.Start(new() { ThrottleRate = 3 });
        using var client = await WireClient.Bound(smsc.Port);

        for (var i = 0; i < 5; i++) await client.SendSubmit(Handset, "Hello");
        var answers = new List<uint>();
        for (var i = 0; i < 5; i++) answers.Add((await client.Read()).Status);

        Assert.Equal([0u, 0u, 0u, Throttled, Throttled], answers);
        Assert.Equal(3, smsc.Submits().Count);
        Assert.Equal(["ESME_RTHROTTLED", "ESME_RTHROTTLED"], smsc.Records().Where(r => r.Kind == "refusal").Select(r => r.Status));
    }

    [Fact]
    public async Task RefusalsSetAtRunTime_HoldUntilTheyAreTakenBack()
    {
        await using var smsc = await NodeSmsc.Start();
        using var client = await WireClient.Bound(smsc.Port);

        await smsc.Set(new NodeSmscSettings { QueueFull = true });
        Assert.Equal(QueueFull, (await client.SubmitText(Handset, "Hello")).Status);
        await smsc.Set(new { queueFull = false, refuse = new Dictionary<string, string> { [Handset] = "ESME_RINVDSTADR" } });
        Assert.Equal(InvalidDestination, (await client.SubmitText(Handset, "Hello")).Status);
        Assert.Equal(0u, (await client.SubmitText("12015550101", "Hello")).Status);
        await smsc.Set(new { throttleUntil = long.MaxValue >> 11 });
        Assert.Equal(Throttled, (await client.SubmitText("12015550101", "Hello")).Status);

        Assert.Equal((1, 3), ((int)(await smsc.Stats()).Accepted, (int)(await smsc.Stats()).Refused));
    }

    [Fact]
    public async Task UnknownSetting_IsRefusedByItsName()
    {
        await using var smsc = await NodeSmsc.Start();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => smsc.Set(new { anwser = "never" }));

        Assert.Contains("anwser", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownWordOfAReceipt_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => NodeSmsc.Start(new() { Finals = new Dictionary<string, SmscFinal> { [Handset] = new("LOST") } }));

        Assert.Contains("'LOST'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DropAfter_EndsTheConnectionWithinAnAnswerOnce()
    {
        await using var smsc = await NodeSmsc.Start(new() { DropAfter = 2 });
        using var client = await WireClient.Bound(smsc.Port);
        var whole = await client.SubmitText(Handset, "one");

        await client.SendSubmit(Handset, "two");
        var rest = await client.ReadToEnd();

        Assert.Equal((16 + whole.Body.Length) / 2, rest.Length);
        Assert.Equal(["one", "two"], smsc.Submits().Select(s => s.Text));
        using var next = await WireClient.Bound(smsc.Port);
        for (var i = 0; i < 3; i++) await next.SubmitText(Handset, "Hello");
    }

    [Theory]
    [InlineData(SmscAnswer.OutOfOrder, new uint[] { 4, 3, 2, 5 })]
    [InlineData(SmscAnswer.Twice, new uint[] { 2, 2, 3, 3, 4, 4, 5, 5 })]
    [InlineData(SmscAnswer.WrongSequence, new uint[] { 0x1000_0002, 0x1000_0003, 0x1000_0004, 0x1000_0005 })]
    public async Task AnswerMode_IsKept(SmscAnswer mode, uint[] expected)
    {
        await using var smsc = await NodeSmsc.Start(new() { Answer = mode, ReverseOf = 3 });
        using var client = await WireClient.Bound(smsc.Port);

        for (var i = 0; i < 4; i++) await client.SendSubmit(Handset, "Hello");
        var answers = new List<uint>();
        while (answers.Count < expected.Length) answers.Add((await client.Read()).Sequence);

        Assert.Equal(expected, answers);
        Assert.Equal(4, smsc.Submits().Count);
    }

    [Fact]
    public async Task NeverAnswered_CountsInTheWindowAndCanBeAskedFor()
    {
        await using var smsc = await NodeSmsc.Start(new() { Answer = SmscAnswer.Never, Finals = new Dictionary<string, SmscFinal> { [Handset] = new("UNDELIV", 7) } });
        using var client = await WireClient.Bound(smsc.Port);

        for (var i = 0; i < 4; i++) await client.SendSubmit(Handset, "Hello");
        // Answers come in the order of what was asked, so the texts have been taken then.
        await client.EnquireLink();
        var state = await client.QueryText(smsc.Submits()[0].Id);

        var session = Assert.Single((await smsc.Stats()).Sessions);
        Assert.Equal((4, 4), (session.Unanswered, session.LargestWindow));
        Assert.Equal((5, 7), (state.Body[^2], state.Body[^1]));
    }

    [Theory]
    [InlineData(SmscIds.Hex, "3B9ACA00")]
    [InlineData(SmscIds.Decimal, "1000000000")]
    [InlineData(SmscIds.Padded, "0000001000000000")]
    public async Task Ids_HaveTheirForm(SmscIds form, string id)
    {
        await using var smsc = await NodeSmsc.Start(new() { Ids = form });
        using var client = await WireClient.Bound(smsc.Port);

        Assert.Equal(id, (await client.SubmitText(Handset, "Hello")).Text);
    }

    [Fact]
    public async Task KilledAndRestarted_KnowsItsTextsAndGoesOnCounting()
    {
        await using var smsc = await NodeSmsc.Start();
        await smsc.Set(new { ids = SmscIds.Decimal });
        var port = smsc.Port;
        using (var client = await WireClient.Bound(port)) await client.SubmitText(Handset, "before");
        await smsc.Kill();
        Assert.Equal(["before"], smsc.Submits().Select(s => s.Text));

        await smsc.Restart();
        using var next = await WireClient.Bound(port);
        var answer = await next.SubmitText(Handset, "after");

        Assert.Equal("1000000001", answer.Text);
        Assert.Equal([("before", 1), ("after", 2)], smsc.Submits().Select(s => (s.Text, s.Session)));
        Assert.Equal(0u, (await next.QueryText(smsc.Submits()[0].Id)).Status);
    }

    [Fact]
    public async Task BytesThatAreNoPdu_EndTheConnectionAndAreTold()
    {
        await using var smsc = await NodeSmsc.Start();
        using var client = await WireClient.Bound(smsc.Port);

        await client.SendRaw([0, 0, 0, 5, 1, 2, 3, 4]);

        Assert.Empty(await client.ReadToEnd());
        Assert.Contains(smsc.Records(), r => r.Kind == "malformed");
    }

    [Fact]
    public async Task TextThatEndsWithinAField_IsRefused()
    {
        await using var smsc = await NodeSmsc.Start();
        using var client = await WireClient.Bound(smsc.Port);

        var answer = await client.Ask(0x4, WireClient.SubmitBody(Handset, "Hello")[..^2]);

        Assert.Equal(0x02u, answer.Status);
        Assert.Empty(smsc.Submits());
    }

    [Fact]
    public void BusiestSecond_SlidesOverSeconds()
    {
        long[] at = [0, 900, 1_000, 1_100, 1_899, 1_900];

        Assert.Equal(4, NodeSmsc.BusiestSecond(at.Select(At)));
        Assert.Equal(0, NodeSmsc.BusiestSecond([]));

        static SmscSubmit At(long at) => new(at, 1, 1, "", 0, 0, "", 0, 0, "", 0, 0, 0, "", [], new Dictionary<string, byte[]>(), null);
    }
}
