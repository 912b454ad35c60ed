using System.Globalization;

namespace Hark.Carriers;

/// <summary>How a carrier writes its message ids.</summary>
public enum MessageIdRadix
{
    /// <summary>Any text; compared letter by letter.</summary>
    Text,
    Decimal,
    Hex,
}

/// <summary>Brings the message ids of a link to one form: some carriers answer submit_sm with a hexadecimal id and write the same one decimal in the receipt, or the other way round, with or without leading zeros.</summary>
static class MessageIdForm
{
    /// <summary>Numbers up to 128 bits become decimal without leading zeros. What is no such number stays as it is, without blanks around it.</summary>
    public static string Normal(string id, MessageIdRadix radix)
    {
        var text = id.Trim();
        var parsed = UInt128.Zero;
        var isNumber = radix switch
        {
            MessageIdRadix.Decimal => UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out parsed),
            MessageIdRadix.Hex => UInt128.TryParse(text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(2) : text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out parsed),
            _ => false,
        };
        return isNumber ? parsed.ToString(CultureInfo.InvariantCulture) : text;
    }
}
