using System.Text;
using Hark.Testing;

namespace Hark.Carriers.Tests;

public sealed class ReassemblyTests
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    readonly ManualTime _time = new();
    readonly Reassembly<string> _reassembly;

    public ReassemblyTests() => _reassembly = new(_time, DefaultAlphabet.Gsm);

    [Fact]
    public void WholeText_IsGivenAtOnce()
    {
        var text = Assert.Single(_reassembly.Add(Message("STOP"u8.ToArray()), "one"));

        Assert.Equal(("STOP", true, "19155550123", "Bakery"), (text.Text, text.Complete, text.From.Value, text.To.Value));
        Assert.Equal(["one"], text.Tokens);
        Assert.Equal(0, _reassembly.Waiting);
    }

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(3, 2, 1)]
    [InlineData(2, 3, 1)]
    public void Parts_AreJoinedInWhateverOrderTheyCome(int first, int second, int third)
    {
        Assert.Empty(_reassembly.Add(Part(first, 3), "a"));
        Assert.Empty(_reassembly.Add(Part(second, 3), "b"));
        Assert.Equal(1, _reassembly.Waiting);

        var text = Assert.Single(_reassembly.Add(Part(third, 3), "c"));

        Assert.Equal(("<1><2><3>", true), (text.Text, text.Complete));
        Assert.Equal(["a", "b", "c"], text.Tokens);
        Assert.Equal(0, _reassembly.Waiting);
    }

    [Fact]
    public void PartThatComesTwice_StandsOnceAndHasBothAcknowledged()
    {
        _reassembly.Add(Part(1, 2), "a");
        Assert.Empty(_reassembly.Add(Part(1, 2), "a again"));

        var text = Assert.Single(_reassembly.Add(Part(2, 2), "b"));

        Assert.Equal("<1><2>", text.Text);
        Assert.Equal(["a", "a again", "b"], text.Tokens);
    }

    [Fact]
    public void PartThatComesAgainAfterItsText_GivesTheTextAgainUnderItsId()
    {
        _reassembly.Add(Part(1, 2), "a");
        var text = Assert.Single(_reassembly.Add(Part(2, 2), "b"));

        var again = Assert.Single(_reassembly.Add(Part(2, 2), "b again"));

        Assert.Equal((text.Id, text.Text, true), (again.Id, again.Text, again.Complete));
        Assert.Equal(["b again"], again.Tokens);
        _time.Advance(Longest);
        Assert.Empty(_reassembly.TakeOverdue());
    }

    [Fact]
    public void ReferenceUsedForAnotherText_MixesNothing()
    {
        _reassembly.Add(Part(1, 2, text: "STOP"), "old");
        var old = Assert.Single(_reassembly.Add(Part(1, 2, text: "new "), "a"));
        var text = Assert.Single(_reassembly.Add(Part(2, 2, text: "text"), "b"));

        Assert.Equal(("STOP", false), (old.Text, old.Complete));
        Assert.Equal(("new text", true), (text.Text, text.Complete));
        Assert.NotEqual(old.Id, text.Id);
    }

    [Fact]
    public void PartsOfOtherPeopleNumbersReferencesAndTotals_AreKeptApart()
    {
        ShortMessage[] first =
        [
            Part(1, 2),
            Part(1, 2, reference: 8),
            Part(1, 3),
            Part(1, 2) with { Source = new(1, 1, "12025550100") },
            Part(1, 2) with { Destination = new(5, 0, "Florist") },
        ];

        Assert.All(first, part => Assert.Empty(_reassembly.Add(part, "a")));

        Assert.Equal(5, _reassembly.Waiting);
        Assert.Single(_reassembly.Add(Part(2, 2, reference: 8), "b"));
    }

    [Fact]
    public void SarParametersAndSixteenBitReferences_AreParts()
    {
        Tlv[] Sar(byte number) => [new(TlvTag.SarReference, new byte[] { 1, 2 }), new(TlvTag.SarTotal, new byte[] { 2 }), new(TlvTag.SarSequence, new[] { number })];
        var bare = Message("B"u8.ToArray());

        Assert.Empty(_reassembly.Add(bare with { Tlvs = Sar(2) }, "a"));
        var sar = Assert.Single(_reassembly.Add(Message("A"u8.ToArray()) with { Tlvs = Sar(1) }, "b"));
        Assert.Empty(_reassembly.Add(Message([6, 8, 4, 9, 9, 2, 1, 0x41], 0x40), "c"));
        var wide = Assert.Single(_reassembly.Add(Message([6, 8, 4, 9, 9, 2, 2, 0x42], 0x40), "d"));

        Assert.Equal(("AB", "AB"), (sar.Text, wide.Text));
    }

    [Fact]
    public void PairsCutBetweenParts_AreReadWhole()
    {
        _reassembly.Add(Message([5, 0, 3, 1, 2, 1, 0x41, 0x1B], 0x40), "a");
        var euro = Assert.Single(_reassembly.Add(Message([5, 0, 3, 1, 2, 2, 0x65], 0x40), "b"));
        _reassembly.Add(Message([5, 0, 3, 2, 2, 1, 0xD8, 0x3D], 0x40) with { DataCoding = 8 }, "c");
        var emoji = Assert.Single(_reassembly.Add(Message([5, 0, 3, 2, 2, 2, 0xDE, 0x00], 0x40) with { DataCoding = 8 }, "d"));

        Assert.Equal(("A€", "😀"), (euro.Text, emoji.Text));
    }

    [Fact]
    public void PartsThatStayAway_DoNotKeepTheOthersLongerThanAllowed()
    {
        _reassembly.Add(Part(3, 3), "c");
        _time.Advance(Longest - TimeSpan.FromTicks(1));
        Assert.Empty(_reassembly.Add(Part(1, 3), "a"));
        Assert.Empty(_reassembly.TakeOverdue());
        _time.Advance(TimeSpan.FromTicks(1));

        var text = Assert.Single(_reassembly.TakeOverdue());

        Assert.Equal(("<1><3>", false), (text.Text, text.Complete));
        Assert.Equal(["c", "a"], text.Tokens);
        Assert.Equal(0, _reassembly.Waiting);
    }

    [Fact]
    public void PartThatWaitedLongEnough_IsGivenAndTheWholeFollowsAsAnotherText()
    {
        var patient = new Reassembly<string>(_time, DefaultAlphabet.Gsm, TimeSpan.FromSeconds(8));
        patient.Add(Part(1, 3), "a");
        _time.Advance(TimeSpan.FromSeconds(8));
        var first = Assert.Single(patient.TakeOverdue());
        Assert.Empty(patient.Add(Part(1, 3), "a again"));
        _time.Advance(TimeSpan.FromSeconds(7));
        Assert.Empty(patient.TakeOverdue());
        _time.Advance(TimeSpan.FromSeconds(1));
        var again = Assert.Single(patient.TakeOverdue());
        Assert.Empty(patient.Add(Part(3, 3), "c"));
        var whole = Assert.Single(patient.Add(Part(2, 3), "b"));

        Assert.Equal(("<1>", false, "<1>", false), (first.Text, first.Complete, again.Text, again.Complete));
        Assert.Equal((first.Id, "a", "a again"), (again.Id, Assert.Single(first.Tokens), Assert.Single(again.Tokens)));
        Assert.Equal(("<1><2><3>", true), (whole.Text, whole.Complete));
        Assert.Equal(["c", "b"], whole.Tokens);
        Assert.NotEqual(first.Id, whole.Id);
    }

    [Fact]
    public void AnyMessage_BringsTheOverdueAlong()
    {
        _reassembly.Add(Part(1, 2), "a");
        _time.Advance(Longest);

        Assert.Equal(["<1>", "STOP"], _reassembly.Add(Message("STOP"u8.ToArray()), "b").Select(text => text.Text));
    }

    [Fact]
    public void MoreTextsThanAreKept_GiveTheOldestBeforeItsTime()
    {
        var few = new Reassembly<string>(_time, DefaultAlphabet.Gsm, most: 2);
        few.Add(Part(1, 2, reference: 1), "a");
        few.Add(Part(1, 2, reference: 2), "b");

        var oldest = Assert.Single(few.Add(Part(1, 2, reference: 3), "c"));

        Assert.Equal((false, 2), (oldest.Complete, few.Waiting));
        Assert.Equal(["a"], oldest.Tokens);
    }

    static ShortMessage Part(int number, int total, byte reference = 7, string? text = null) =>
        Message([5, 0, 3, reference, (byte)total, (byte)number, .. Encoding.ASCII.GetBytes(text ?? $"<{number}>")], 0x40);

    static ShortMessage Message(byte[] octets, byte esmClass = 0) => new(new(1, 1, "19155550123"), new(5, 0, "Bakery"), esmClass, 0, octets);
}
