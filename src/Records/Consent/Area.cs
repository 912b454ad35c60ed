using System.Globalization;

namespace Hark.Records;

static class Area
{
    /// <summary>The leading digits that tell a number's area: 4 for +1 (country and area code), else 3.</summary>
    public static int Of(PhoneNumber number)
    {
        var digits = number.Digits.ToString(CultureInfo.InvariantCulture);
        var length = digits[0] == '1' ? 4 : 3;
        return int.Parse(digits.AsSpan(0, Math.Min(length, digits.Length)), NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
