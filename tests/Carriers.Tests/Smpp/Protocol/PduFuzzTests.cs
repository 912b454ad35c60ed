using System.Buffers;
using FsCheck;
using FsCheck.Fluent;

namespace Hark.Carriers.Tests;

/// <summary>Whatever octets come, reading them ends in a PDU, a wish for more or one of the two typed exceptions, and takes no more memory than the octets warrant.</summary>
public sealed class PduFuzzTests
{
    static readonly byte[][] Samples = [.. PduSamples.All.Select(PduSamples.Octets)];

    static readonly Gen<byte> AnyOctet = Gen.Choose(0, 255).Select(octet => (byte)octet);

    /// <summary>Zeros and small numbers are what ends strings and makes lengths.</summary>
    static readonly Gen<byte> Octet = Gen.OneOf(AnyOctet, Gen.Choose(0, 6).Select(octet => (byte)octet));

    static readonly Gen<byte[]> RandomBodies =
        from command in Gen.Elements(Enum.GetValues<SmppCommand>())
        from body in Gen.Choose(0, 120).SelectMany(length => Octet.ArrayOf(length))
        select PduSamples.Frame((uint)command, 0, 1, body);

    static readonly Gen<byte[]> Mutated =
        from sample in Gen.Elements(Samples)
        from changes in Gen.Zip(Gen.Choose(4, sample.Length - 1), Octet).ListOf()
        select Changed(sample, changes);

    /// <summary>The length fits what is left of it.</summary>
    static readonly Gen<byte[]> Cut =
        from sample in Gen.Elements(Samples)
        from length in Gen.Choose(0, sample.Length - 16)
        select PduSamples.Frame((uint)(sample[4] << 24 | sample[5] << 16 | sample[6] << 8 | sample[7]), 0, 1, sample.AsSpan(16, length));

    static readonly Gen<byte[]> Lengths = Gen.Elements(Samples).SelectMany(sample => Octet.ArrayOf(4).Select(length => (byte[])[.. length, .. sample[4..]]));

    [Fact]
    public void AnyOctets_AreReadOrRefusedInOrder() =>
        Holds(Gen.OneOf(AnyOctet.ArrayOf(), Lengths), 2_000);

    [Fact]
    public void AnyBodies_AreReadOrRefusedInOrder() =>
        Holds(Gen.OneOf(RandomBodies, Mutated, Cut).ListOf(3).Select(frames => frames.SelectMany(frame => frame).ToArray()), 5_000);

    static void Holds(Gen<byte[]> octets, int tests) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests), Prop.ForAll(octets.ToArbitrary(), Survives));

    static bool Survives(byte[] octets)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var buffer = new ReadOnlySequence<byte>(octets);
        try
        {
            for (var left = buffer.Length; TryTake(ref buffer); left = buffer.Length)
                if (buffer.Length > left - 16) return false;
        }
        catch (SmppFramingException)
        {
        }
        return GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000;
    }

    /// <summary>Also reads out of it what a link would.</summary>
    static bool TryTake(ref ReadOnlySequence<byte> buffer)
    {
        try
        {
            if (!PduReader.TryRead(ref buffer, out var pdu)) return false;
            if (PduSamples.MessageOf(pdu) is not { } message) return true;
            foreach (var alphabet in Enum.GetValues<DefaultAlphabet>())
            {
                ReceiptParser.TryParse(message, alphabet);
                new Reassembly<int>(TimeProvider.System, alphabet).Add(message, 1);
            }
        }
        catch (SmppBodyException)
        {
        }
        return true;
    }

    static byte[] Changed(byte[] sample, IEnumerable<(int At, byte Octet)> changes)
    {
        byte[] changed = [.. sample];
        foreach (var (at, octet) in changes) changed[at] = octet;
        return changed;
    }
}
