using Hark.Grains;
using Hark.Testing;

namespace Hark.Carriers.Tests;

[Trait("Needs", "Smsc")]
public sealed class SmppLongTextTests
{
    const byte HasUserDataHeader = 0x40;
    static readonly string Latin = string.Concat(Enumerable.Range(0, 200).Select(i => $"{i:000} abcd")).Replace(" a", "€a", StringComparison.Ordinal)[..1_400];
    static readonly string Emoji = string.Concat(Enumerable.Range(0, 400).Select(i => $"{i % 10}ж😀"));

    public static TheoryData<LongTexts, string, int> Texts => new()
    {
        { LongTexts.Udh, nameof(Latin), 11 }, { LongTexts.Sar, nameof(Latin), 11 }, { LongTexts.Payload, nameof(Latin), 1 },
        { LongTexts.Udh, nameof(Emoji), 24 }, { LongTexts.Sar, nameof(Emoji), 24 }, { LongTexts.Payload, nameof(Emoji), 1 },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task LongestTexts_AreWholeAndInOrderOnOneSession(LongTexts form, string name, int parts)
    {
        var body = name == nameof(Latin) ? Latin : Emoji;
        await using var bench = await SmppBench.Start(change: o => (o.LongTexts, o.Sessions, o.Window) = (form, 2, 3));

        var answer = await bench.Submit(1, body);
        await Until.True(() => bench.Sink.Given.Count == 1, "the receipt has come");

        var submits = bench.Smsc.Submits();
        Assert.Equal(parts, submits.Count);
        Assert.Equal(body, TextDecoder.Decode(submits.Select(s => new UserData((byte)s.DataCoding, Content(s), s.EsmClass == HasUserDataHeader ? 6 : 0, null)), DefaultAlphabet.Gsm));
        Assert.Equal(Enumerable.Range(1, parts), submits.Select(s => form switch { LongTexts.Udh => s.Message[5], LongTexts.Sar => s.Tlvs["020f"][0], _ => 1 }));
        Assert.Single(submits.Select(s => form switch { LongTexts.Udh => (int)s.Message[3], LongTexts.Sar => s.Tlvs["020c"][0] << 8 | s.Tlvs["020c"][1], _ => 0 }).Distinct());
        Assert.Single(submits.Select(s => s.Session).Distinct());
        Assert.Equal(Enumerable.Repeat(0, parts - 1).Append(1), submits.Select(s => s.RegisteredDelivery));
        Assert.Equal((SubmitStatus.Accepted, $"smpp:{submits[^1].Id}"), (answer.Status, answer.Reference));
        Assert.Equal(answer.Reference, bench.Sink.Given[0].CarrierReference);
    }

    [Fact]
    public async Task PartsOfAText_LeaveInTheirOwnSlots()
    {
        await using var bench = await SmppBench.Start();

        var answer = await bench.Link.Submit(SmppBench.Text(1, Latin[..400]) with { PartInterval = TimeSpan.FromMilliseconds(150) });

        Assert.Equal(SubmitStatus.Accepted, answer.Status);
        var at = bench.Smsc.Submits().Select(s => s.At).ToList();
        Assert.Equal(3, at.Count);
        // Sooner only by what the first was late.
        Assert.True(at[2] - at[0] >= 250, $"{at[2] - at[0]} ms from the first to the third");
    }

    [Fact]
    public async Task SlotsThatAreFarApart_DoNotKeepATextLongerThanItsTimeout()
    {
        await using var bench = await SmppBench.Start(change: o => o.Timeout = TimeSpan.FromSeconds(2));

        var answer = await bench.Link.Submit(SmppBench.Text(1, Latin[..400]) with { PartInterval = TimeSpan.FromMinutes(1) });

        Assert.Equal((SubmitStatus.Accepted, 3), (answer.Status, bench.Smsc.Submits().Count));
    }

    [Theory]
    [InlineData(LongTexts.Udh)]
    [InlineData(LongTexts.Sar)]
    [InlineData(LongTexts.Payload)]
    public async Task AlphabetThatNeedsMorePartsThanWerePaced_IsRefusedBeforeAnythingLeaves(LongTexts form)
    {
        await using var bench = await SmppBench.Start(change: o => (o.Alphabet, o.LongTexts) = (DefaultAlphabet.Ascii, form));

        var answer = await bench.Submit(1, string.Concat(Enumerable.Repeat("é", 160)));
        var shorter = await bench.Submit(2, string.Concat(Enumerable.Repeat("é", 70)));

        Assert.Equal((SubmitStatus.Rejected, Codes.TextUnsupported), (answer.Status, answer.Code));
        Assert.Equal(SubmitStatus.Accepted, shorter.Status);
        Assert.Equal(8, Assert.Single(bench.Smsc.Submits()).DataCoding);
    }

    [Fact]
    public async Task Picture_IsRefused()
    {
        await using var bench = await SmppBench.Start();
        var text = SmppBench.Text(1);

        var answer = await bench.Link.Submit(text with { Text = text.Text with { Picture = Sample.Picture() } });

        Assert.Equal((SubmitStatus.Rejected, Codes.PictureUnsupported), (answer.Status, answer.Code));
        Assert.Empty(bench.Smsc.Submits());
    }

    [Fact]
    public async Task PartThatIsRefused_EndsTheTextBeforeTheOthersLeave()
    {
        await using var bench = await SmppBench.Start(new() { Refuse = new Dictionary<string, string> { ["12015550100"] = "ESME_RINVDSTADR" } }, o => o.Window = 1);

        var answer = await bench.Submit(1, Latin);

        Assert.Equal((SubmitStatus.Rejected, "ESME_RINVDSTADR"), (answer.Status, answer.Code));
        Assert.Equal(1, (await bench.Smsc.Stats()).Refused);
    }

    static byte[] Content(SmscSubmit submit) =>
        submit.Tlvs.TryGetValue("0424", out var payload) ? payload : submit.EsmClass == HasUserDataHeader ? submit.Message[6..] : submit.Message;
}
