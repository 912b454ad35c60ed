using System.Buffers;

namespace Hark.Carriers.Tests;

public sealed class PduReaderTests
{
    const uint SubmitSm = 4, DeliverSm = 5, SubmitSmResp = 0x8000_0004;

    /// <summary>service_type to sm_default_msg_id of a message, each empty or zero; sm_length and text follow.</summary>
    static readonly byte[] Fields = new byte[16];

    [Theory]
    [InlineData("00000000")]
    [InlineData("00000001")]
    [InlineData("0000000F")]
    [InlineData("00011171")]
    [InlineData("FFFFFFFF")]
    [InlineData("80000010")]
    [InlineData("48545450")]
    public void LengthThatCannotBe_EndsTheConnectionAtOnce(string octets)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<SmppFramingException>(() => Reading(Convert.FromHexString(octets)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void LargestPdu_IsRead() =>
        Assert.IsType<OtherPdu>(PduSamples.Read(PduSamples.Frame(0x777, 0, 1, new byte[PduReader.LargestPdu - 16])));

    [Theory]
    [InlineData("")]
    [InlineData("000000")]
    [InlineData("00000010")]
    [InlineData("000000100000001500000000000000")]
    public void CutPdu_IsWaitedFor(string octets)
    {
        var buffer = new ReadOnlySequence<byte>(Convert.FromHexString(octets));

        Assert.False(PduReader.TryRead(ref buffer, out var pdu));
        Assert.Null(pdu);
        Assert.Equal(octets.Length / 2, buffer.Length);
    }

    [Theory]
    [InlineData(0x0000_0777u)]
    [InlineData(0x8000_0777u)]
    [InlineData(0x0000_000Bu)]
    [InlineData(0x0000_0021u)]
    public void CommandThatIsNotUsed_IsReadWithoutItsBody(uint command) =>
        Assert.Equal(new OtherPdu(9, command, 3), PduSamples.Read(PduSamples.Frame(command, 3, 9, [1, 2, 3])));

    [Fact]
    public void EmptyBody_CannotBeRead() => AssertMalformed(SubmitSm, [], SmppStatus.InvalidCommandLength);

    [Fact]
    public void StringWithoutEnd_CannotBeRead() => AssertMalformed(SubmitSm, "CMT"u8, SmppStatus.InvalidCommandLength);

    [Fact]
    public void MessageIdWithoutEnd_CannotBeRead() => AssertMalformed(SubmitSmResp, "0a1b"u8, SmppStatus.InvalidCommandLength);

    [Fact]
    public void BodyCutAtAnyOctet_CannotBeRead()
    {
        byte[] whole = [.. Fields, 2, 0x68, 0x69];
        for (var length = 0; length < whole.Length; length++)
            AssertMalformed(DeliverSm, whole.AsSpan(0, length), length > Fields.Length ? SmppStatus.InvalidMessageLength : SmppStatus.InvalidCommandLength);
    }

    [Fact]
    public void TextLongerThanThePdu_CannotBeRead() => AssertMalformed(DeliverSm, [.. Fields, 255, .. new byte[254]], SmppStatus.InvalidMessageLength);

    [Theory]
    [InlineData("04")]
    [InlineData("042400")]
    [InlineData("04240002AA")]
    [InlineData("0424FFFFAA")]
    [InlineData("02040002AABB04")]
    public void ParameterCutShort_CannotBeRead(string tlvs) => AssertMalformed(DeliverSm, [.. Fields, 0, .. Convert.FromHexString(tlvs)], SmppStatus.InvalidTlvStream);

    [Fact]
    public void PduAfterOneThatCannotBeRead_IsRead()
    {
        var buffer = new ReadOnlySequence<byte>([.. PduSamples.Frame(SubmitSm, 0, 1, []), .. PduSamples.Octets(new EnquireLinkPdu(2))]);

        Assert.Throws<SmppBodyException>(() => PduReader.TryRead(ref buffer, out _));

        Assert.True(PduReader.TryRead(ref buffer, out var pdu));
        Assert.Equal(new EnquireLinkPdu(2), pdu);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("41420043")]
    public void AnswerWithAnError_IsReadWhateverItsBody(string body) =>
        Assert.Equal(new SubmitSmRespPdu(7, SmppStatus.QueueFull, ""), PduSamples.Read(PduSamples.Frame(SubmitSmResp, SmppStatus.QueueFull, 7, Convert.FromHexString(body))));

    [Fact]
    public void AcceptanceWithoutBody_IsAnAcceptanceWithoutId()
    {
        Assert.Equal(new SubmitSmRespPdu(7, 0, ""), PduSamples.Read(PduSamples.Frame(SubmitSmResp, 0, 7, [])));
        Assert.Equal(new BindRespPdu(7, BindMode.Transceiver, 0, "", null), PduSamples.Read(PduSamples.Frame((uint)SmppCommand.BindTransceiverResp, 0, 7, [])));
    }

    [Fact]
    public void IdLongerThanTheSpecificationAllows_IsRead()
    {
        var id = new string('7', 200);
        Assert.Equal(new SubmitSmRespPdu(7, 0, id), PduSamples.Read(PduSamples.Frame(SubmitSmResp, 0, 7, [.. System.Text.Encoding.ASCII.GetBytes(id), 0])));
    }

    [Fact]
    public void BindRespWithOtherParameters_TellsTheVersionAmongThem() =>
        Assert.Equal(
            new BindRespPdu(7, BindMode.Transceiver, 0, "A", 0x50),
            PduSamples.Read(PduSamples.Frame((uint)SmppCommand.BindTransceiverResp, 0, 7, Convert.FromHexString("4100" + "042800010A" + "0210000150"))));

    [Fact]
    public void Content_IsThePayloadWhenThereIsNoShortMessage()
    {
        var message = PduSamples.MessageOf(PduSamples.Read(PduSamples.Frame(DeliverSm, 0, 1, [.. Fields, 0, 0x04, 0x24, 0, 2, 0x68, 0x69])))!;

        Assert.Equal("hi"u8.ToArray(), message.Content.ToArray());
    }

    static void AssertMalformed(uint command, ReadOnlySpan<byte> body, uint status)
    {
        var frame = PduSamples.Frame(command, 0, 77, body);
        var buffer = new ReadOnlySequence<byte>(frame);

        var fault = Assert.Throws<SmppBodyException>(() => PduReader.TryRead(ref buffer, out _));

        Assert.Equal((77u, command, status, 0L), (fault.Sequence, fault.CommandId, fault.Status, buffer.Length));
    }

    static void Reading(byte[] octets)
    {
        var buffer = new ReadOnlySequence<byte>(octets);
        PduReader.TryRead(ref buffer, out _);
    }
}
