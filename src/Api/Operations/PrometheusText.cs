using System.Globalization;
using System.Text;

namespace Hark.Api;

/// <summary>The text format that Prometheus reads, version 0.0.4.</summary>
sealed class PrometheusText
{
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    readonly StringBuilder _text = new();

    public void Head(string name, string type, string? help)
    {
        if (!string.IsNullOrEmpty(help)) _text.Append("# HELP ").Append(name).Append(' ').Append(help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    public void Sample(string name, string labels, double value)
    {
        _text.Append(name);
        if (labels.Length > 0) _text.Append('{').Append(labels).Append('}');
        _text.Append(' ').Append(Number(value)).Append('\n');
    }

    public override string ToString() => _text.ToString();

    /// <summary>The instrument's name with its unit: <c>hark.http.request.duration</c> in s → <c>hark_http_request_duration_seconds</c>.</summary>
    public static string Name(string instrument, string? unit, bool counter)
    {
        var name = Clean(instrument);
        if (unit is "s" && !name.EndsWith("_seconds", StringComparison.Ordinal)) name += "_seconds";
        return counter && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty) return "";
        var labels = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            if (labels.Length > 0) labels.Append(',');
            labels.Append(Clean(key)).Append("=\"").Append(Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")).Append('"');
        }
        return labels.ToString();
    }

    public static string Number(double value) => double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    static string Escape(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    static string Clean(string name) => string.Create(name.Length, name, static (clean, from) =>
    {
        for (var i = 0; i < from.Length; i++) clean[i] = char.IsAsciiLetterOrDigit(from[i]) && !(i == 0 && char.IsAsciiDigit(from[i])) ? from[i] : '_';
    });
}
