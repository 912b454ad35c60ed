using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hark;

/// <summary>A phone number in E.164: <c>+</c>, a country code and at most 15 digits in all (<c>^\+[1-9]\d{1,14}$</c>, rules.md section 6).</summary>
/// <remarks>Only the form is kept here; whether the number is assigned and may be texted is decided by the number rules.</remarks>
[JsonConverter(typeof(PhoneNumberJsonConverter))]
public readonly record struct PhoneNumber(long Digits) : IComparable<PhoneNumber>
{
    public static bool TryParse([NotNullWhen(true)] string? text, out PhoneNumber number)
    {
        number = default;
        if (text is not ['+', >= '1' and <= '9', ..] || text.Length is < 3 or > 16) return false;
        if (!long.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var digits)) return false;
        number = new PhoneNumber(digits);
        return true;
    }

    public static PhoneNumber Parse(string text) =>
        TryParse(text, out var number) ? number : throw new FormatException($"'{text}' is not a phone number in E.164.");

    public int CompareTo(PhoneNumber other) => Digits.CompareTo(other.Digits);
    public override string ToString() => $"+{Digits}";

    public static bool operator <(PhoneNumber left, PhoneNumber right) => left.Digits < right.Digits;
    public static bool operator >(PhoneNumber left, PhoneNumber right) => left.Digits > right.Digits;
    public static bool operator <=(PhoneNumber left, PhoneNumber right) => left.Digits <= right.Digits;
    public static bool operator >=(PhoneNumber left, PhoneNumber right) => left.Digits >= right.Digits;
}

/// <summary>Writes the number as its digits; see <see cref="IdJsonConverter{TId}"/>.</summary>
public sealed class PhoneNumberJsonConverter : JsonConverter<PhoneNumber>
{
    public override PhoneNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());
    public override void Write(Utf8JsonWriter writer, PhoneNumber value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Digits);
}
