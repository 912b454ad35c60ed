using System.Buffers;

namespace Hark.Carriers.Tests;

public sealed class PduWriterTests
{
    static readonly SmppAddress Nobody = new(0, 0, "");
    static readonly BindPdu Bind = new(1, BindMode.Transceiver, "", "", "", 0x34, 0, 0, "");

    static readonly Dictionary<string, Func<int, Pdu>> LongestFields = new()
    {
        ["system_id 15"] = length => Bind with { SystemId = Text(length) },
        ["password 8"] = length => Bind with { Password = Text(length) },
        ["system_type 12"] = length => Bind with { SystemType = Text(length) },
        ["address_range 40"] = length => Bind with { AddressRange = Text(length) },
        ["service_type 5"] = length => new SubmitSmPdu(1, Message() with { ServiceType = Text(length) }),
        ["source_addr 20"] = length => new SubmitSmPdu(1, Message() with { Source = new(1, 1, Text(length)) }),
        ["destination_addr 20"] = length => new SubmitSmPdu(1, Message() with { Destination = new(1, 1, Text(length)) }),
        ["schedule_delivery_time 16"] = length => new SubmitSmPdu(1, Message() with { ScheduleDelivery = Text(length) }),
        ["validity_period 16"] = length => new SubmitSmPdu(1, Message() with { ValidityPeriod = Text(length) }),
        ["short_message 254"] = length => new SubmitSmPdu(1, Message(length)),
        ["message_id 64"] = length => new SubmitSmRespPdu(1, 0, Text(length)),
        ["final_date 16"] = length => new QuerySmRespPdu(1, 0, "", Text(length), MessageState.Delivered, 0),
    };

    public static TheoryData<string> Names => [.. LongestFields.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void FieldAsLongAsAllowed_IsWritten_OneLongerIsRefusedByName(string name)
    {
        var parts = name.Split(' ');
        var (field, most) = (parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));

        PduSamples.Read(PduSamples.Octets(LongestFields[name](most)));
        var refusal = Assert.Throws<ArgumentException>(() => PduSamples.Octets(LongestFields[name](most + 1)));

        Assert.Contains(field, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(parts[1], refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("ж")]
    public void CharacterThatIsNoOctet_IsRefused(string text) => Assert.Throws<ArgumentException>(() => PduSamples.Octets(Bind with { SystemId = text }));

    [Theory]
    [InlineData(65_536)]
    [InlineData(65_535, 65_535)]
    public void ParametersThatDoNotFit_AreRefused(params int[] lengths) =>
        Assert.Throws<ArgumentException>(() => PduSamples.Octets(new SubmitSmPdu(1, Message() with { Tlvs = [.. lengths.Select(length => new Tlv(TlvTag.MessagePayload, new byte[length]))] })));

    [Fact]
    public void LargestPayload_IsWrittenAndRead()
    {
        var pdu = new SubmitSmPdu(1, Message() with { Tlvs = [new(TlvTag.MessagePayload, new byte[65_535])] });
        PduSamples.AssertSame(pdu, PduSamples.Read(PduSamples.Octets(pdu)));
    }

    [Fact]
    public void RefusedPdu_LeavesNothingBehind()
    {
        var output = new ArrayBufferWriter<byte>();

        Assert.Throws<ArgumentException>(() => PduWriter.Write(output, new SubmitSmPdu(1, Message(255))));

        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void AnswerWithAnError_IsWrittenWithoutBody() =>
        Assert.Equal("00000010" + "80000004" + "00000058" + "00000007", Convert.ToHexString(PduSamples.Octets(new SubmitSmRespPdu(7, SmppStatus.Throttled, "0a1b"))));

    [Fact]
    public void BindInALog_DoesNotTellThePassword() => Assert.DoesNotContain("secret", (Bind with { Password = "secret" }).ToString(), StringComparison.Ordinal);

    static string Text(int length) => new('1', length);

    static ShortMessage Message(int length = 0) => new(Nobody, Nobody, 0, 0, new byte[length]);
}
