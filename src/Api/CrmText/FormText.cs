using System.Text;

namespace Hark.Api;

/// <summary>Form text as programs really send it: raw spaces and raw UTF-8 are read as they stand, and a percent sign that begins no escape is a percent sign.</summary>
static class FormText
{
    public static IEnumerable<KeyValuePair<string, string>> Parse(ReadOnlyMemory<byte> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.Span.IndexOf((byte)'&');
            var pair = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (pair.IsEmpty) continue;
            var equals = pair.Span.IndexOf((byte)'=');
            yield return new(Decode((equals < 0 ? pair : pair[..equals]).Span), equals < 0 ? "" : Decode(pair[(equals + 1)..].Span));
        }
    }

    static string Decode(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit((char)text[i + 1]) && char.IsAsciiHexDigit((char)text[i + 2]))
            {
                bytes[length++] = (byte)(Convert.ToInt32(((char)text[i + 1]).ToString(), 16) * 16 + Convert.ToInt32(((char)text[i + 2]).ToString(), 16));
                i += 2;
            }
            else
            {
                bytes[length++] = text[i] == '+' ? (byte)' ' : text[i];
            }
        }
        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
