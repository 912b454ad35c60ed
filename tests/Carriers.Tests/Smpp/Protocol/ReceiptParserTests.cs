using System.Text;

namespace Hark.Carriers.Tests;

public sealed class ReceiptParserTests
{
    const string Usual = "id:0012345678 sub:001 dlvrd:001 submit date:2611181659 done date:2611181700 stat:DELIVRD err:000 text:Hello from the bak";

    [Fact]
    public void UsualReceipt_TellsIdStateAndTime() =>
        Assert.Equal(new SmppReceipt("0012345678", MessageState.Delivered, null, new DateTimeOffset(2026, 11, 18, 17, 0, 0, TimeSpan.Zero)), Parse(Usual));

    [Theory]
    [InlineData("ID: 0012 Stat: UNDELIV Err: 045")]
    [InlineData("stat:UNDELIVERABLE id:0012 err:045 done date:261118170000")]
    [InlineData("id:0012 stat:undelivered err:045")]
    [InlineData("id:0012 done date:20261118170000 err:045 stat:FAILED Text:")]
    [InlineData("id:0012\r\nstat:UNDELIV\r\nerr:045\0")]
    [InlineData("id:0012  sub: dlvrd: submit date: done date: stat:UNDELIV err:045 text:stat:DELIVRD")]
    [InlineData("id:0012 stat:UNDELIV err:045 Text:id:99 stat:DELIVRD err:000")]
    [InlineData("id:0012 stat:UNDELIV err:045 id:99 stat:DELIVRD")]
    public void Dialect_IsRead(string text)
    {
        var receipt = Parse(text)!;

        Assert.Equal(("0012", MessageState.Undeliverable, "045"), (receipt.MessageId, receipt.State, receipt.Error));
    }

    [Theory]
    [InlineData("id:abc-DEF_01 stat:DELIVRD", "abc-DEF_01")]
    [InlineData("id:7f3c9e1a-0b52-4d6e-9a7f-112233445566 stat:DELIVRD", "7f3c9e1a-0b52-4d6e-9a7f-112233445566")]
    [InlineData("id:000000 stat:DELIVRD", "000000")]
    public void Id_IsKeptAsItIsWritten(string text, string id) => Assert.Equal(id, Parse(text)!.MessageId);

    [Theory]
    [InlineData("DELIVRD", 2)]
    [InlineData("DELIVERED", 2)]
    [InlineData("EXPIRED", 3)]
    [InlineData("DELETED", 4)]
    [InlineData("UNDELIV", 5)]
    [InlineData("ACCEPTD", 6)]
    [InlineData("ACCEPTED", 6)]
    [InlineData("UNKNOWN", 7)]
    [InlineData("REJECTD", 8)]
    [InlineData("rejected", 8)]
    [InlineData("ENROUTE", 1)]
    [InlineData("SKIPPED", 9)]
    [InlineData("BUFFRED", 1)]
    public void State_IsReadInSevenLettersOrInFull(string word, int state) => Assert.Equal((MessageState)state, Parse($"id:1 stat:{word} err:000")!.State);

    [Fact]
    public void NoState_IsNothingFinal() => Assert.Equal(MessageState.Enroute, Parse("id:1 err:000")!.State);

    [Theory]
    [InlineData("err:EC_UNKNOWN", "EC_UNKNOWN")]
    [InlineData("err: 1A", "1A")]
    [InlineData("err:0", null)]
    [InlineData("err:", null)]
    [InlineData("", null)]
    public void Error_IsAnyWordButZero(string words, string? error) => Assert.Equal(error, Parse($"id:1 stat:UNDELIV {words}")!.Error);

    [Theory]
    [InlineData("done date:2611181700", "2026-11-18T17:00:00")]
    [InlineData("Done Date: 261118170005", "2026-11-18T17:00:05")]
    [InlineData("done_date:202611181700", "2026-11-18T17:00:00")]
    [InlineData("donedate:20261118170005", "2026-11-18T17:00:05")]
    [InlineData("done date:2613451700", null)]
    [InlineData("done date:yesterday", null)]
    [InlineData("submit date:2611181700", null)]
    public void DoneDate_IsReadWithAndWithoutSecondsAndCentury(string words, string? time) =>
        Assert.Equal(time, Parse($"id:1 stat:DELIVRD {words} text:done date:2001010000")!.DoneAt?.ToString("s", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Parameters_WinOverTheText()
    {
        var receipt = Parse(Usual, tlvs: [Id("abc\0"), State(5), new(TlvTag.NetworkErrorCode, new byte[] { 3, 0, 21 })])!;

        Assert.Equal(("abc", MessageState.Undeliverable, "021"), (receipt.MessageId, receipt.State, receipt.Error));
        Assert.NotNull(receipt.DoneAt);
    }

    [Fact]
    public void ParametersWithoutText_AreEnough() =>
        Assert.Equal(new SmppReceipt("abc", MessageState.Delivered, null, null), Parse("", esmClass: 0, [Id("abc\0"), State(2)]));

    [Fact]
    public void ParametersThatCannotBe_LeaveItToTheText()
    {
        var receipt = Parse("id:0012 stat:EXPIRED err:007", tlvs: [Id("\0"), State(77), new(TlvTag.NetworkErrorCode, new byte[] { 3 })])!;

        Assert.Equal(("0012", MessageState.Expired, "007"), (receipt.MessageId, receipt.State, receipt.Error));
    }

    [Fact]
    public void IntermediateNotification_IsNothingFinal() => Assert.Equal(MessageState.Enroute, Parse(Usual, esmClass: 0x20, [State(2)])!.State);

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x08)]
    [InlineData(0x10)]
    [InlineData(0x40)]
    public void TextFromAHandset_IsNoReceiptWhateverItsWords(byte esmClass)
    {
        Assert.Null(Parse(Usual, esmClass));
        Assert.False(ReceiptParser.IsReceipt(Message(Usual, esmClass)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("stat:DELIVRD err:000")]
    [InlineData("text:id:1 stat:DELIVRD")]
    [InlineData("paid:1 stat:DELIVRD")]
    public void ReceiptWithoutId_TellsNothingThoughItIsOne(string text)
    {
        Assert.Null(Parse(text));
        Assert.True(ReceiptParser.IsReceipt(Message(text, 0x04)));
    }

    [Fact]
    public void TextInThePayload_IsRead()
    {
        var message = Message("", 0x04, [new(TlvTag.MessagePayload, Encoding.ASCII.GetBytes(Usual))]);
        Assert.Equal(MessageState.Delivered, ReceiptParser.TryParse(message, DefaultAlphabet.Ascii)!.State);
    }

    [Fact]
    public void PackedReceipt_IsRead()
    {
        var packed = Septets.Pack(Hark.Grains.Gsm7.Encode("id:7_1 stat:DELIVRD"), 0);
        Assert.Equal("7_1", ReceiptParser.TryParse(new(new(1, 1, "1"), new(1, 1, "2"), 0x04, 0, packed), DefaultAlphabet.GsmPacked)!.MessageId);
    }

    static SmppReceipt? Parse(string text, byte esmClass = 0x04, Tlv[]? tlvs = null) => ReceiptParser.TryParse(Message(text, esmClass, tlvs), DefaultAlphabet.Ascii);

    static ShortMessage Message(string text, byte esmClass, Tlv[]? tlvs = null) =>
        new(new(1, 1, "19155550123"), new(5, 0, "Bakery"), esmClass, 0, Encoding.ASCII.GetBytes(text)) { Tlvs = tlvs ?? [] };

    static Tlv Id(string id) => new(TlvTag.ReceiptedMessageId, Encoding.ASCII.GetBytes(id));

    static Tlv State(byte state) => new(TlvTag.MessageState, new[] { state });
}
