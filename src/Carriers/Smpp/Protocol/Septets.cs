namespace Hark.Carriers;

/// <summary>Eight septets in seven octets, low bits first (3GPP TS 23.038, 6.1.2).</summary>
/// <remarks>SMPP gives the length in octets, so that a text of 8n-1 septets looks like one of 8n whose last septet is the seven bits left over.
/// Hark fills them with CR, as 23.038 has it for USSD; others leave them 0, which reads as @.</remarks>
static class Septets
{
    const byte CarriageReturn = 0x0D;
    const byte At = 0;

    /// <summary>Octets of a part that is full, where no bits are left over.</summary>
    const int FullPart = 140;

    /// <param name="headerOctets">Octets of the user data header before them; the septets begin at the next septet's border counted from its beginning (3GPP TS 23.040, 9.2.3.24).</param>
    public static byte[] Pack(ReadOnlySpan<byte> septets, int headerOctets)
    {
        var fill = Fill(headerOctets);
        var bits = fill + 7 * septets.Length;
        var packed = new byte[(bits + 7) / 8];
        for (var index = 0; index < septets.Length; index++) Put(packed, fill + 7 * index, septets[index]);
        if (8 * packed.Length - bits == 7) Put(packed, bits, CarriageReturn);
        return packed;
    }

    /// <summary>All septets, but for a last one in the seven bits that may be left over: a CR, or an @ where the part is not full. A text that really ends so there loses it.</summary>
    /// <param name="headerOctets">Octets of the user data header before <paramref name="packed"/>.</param>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, int headerOctets)
    {
        var fill = Fill(headerOctets);
        var bits = 8 * packed.Length - fill;
        var septets = new byte[Math.Max(0, bits / 7)];
        for (var index = 0; index < septets.Length; index++) septets[index] = Get(packed, fill + 7 * index);
        return bits % 7 == 0 && septets is [.., var last] && IsFilling(last, headerOctets + packed.Length) ? septets[..^1] : septets;
    }

    static bool IsFilling(byte last, int octets) => last == CarriageReturn || (last == At && octets != FullPart);

    static int Fill(int headerOctets) => (7 - 8 * headerOctets % 7) % 7;

    static void Put(byte[] packed, int bit, byte septet)
    {
        var (index, shift) = (bit / 8, bit % 8);
        packed[index] |= (byte)(septet << shift);
        if (shift > 1) packed[index + 1] |= (byte)(septet >> (8 - shift));
    }

    static byte Get(ReadOnlySpan<byte> packed, int bit)
    {
        var (index, shift) = (bit / 8, bit % 8);
        var septet = packed[index] >> shift;
        if (shift > 1) septet |= packed[index + 1] << (8 - shift);
        return (byte)(septet & 0x7F);
    }
}
