namespace Hark.Grains;

/// <summary>The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, 6.2.1). National tables are not used: few carriers take them.</summary>
static class Gsm7
{
    const string Basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    const string Extension = "\f^{}\\[~]|";

    static readonly byte[] Widths = FillWidths();

    /// <summary>Septets the character takes: 1, 2 for an escape pair, 0 when the alphabet lacks it.</summary>
    public static int Septets(char character) =>
        character < Widths.Length ? Widths[character] : character == '€' ? 2 : 0;

    static byte[] FillWidths()
    {
        var widths = new byte['Ω' + 1];
        foreach (var character in Basic) widths[character] = 1;
        foreach (var character in Extension) widths[character] = 2;
        return widths;
    }
}
