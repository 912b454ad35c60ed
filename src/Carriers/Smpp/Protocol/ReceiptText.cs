using System.Globalization;
using System.Text.RegularExpressions;

namespace Hark.Carriers;

/// <summary>The words of a receipt: <c>id:.. sub:.. dlvrd:.. submit date:.. done date:.. stat:.. err:.. text:..</c>, of which any may be missing, in any order and case, with blanks after the colon.</summary>
sealed partial record ReceiptText(string? Id, MessageState? State, string? Error, DateTimeOffset? DoneAt)
{
    static readonly string[] DateForms = ["yyMMddHHmm", "yyMMddHHmmss", "yyyyMMddHHmm", "yyyyMMddHHmmss"];

    /// <summary>By their beginnings: some carriers write seven letters, some the whole word.</summary>
    static readonly (string Beginning, MessageState State)[] States =
    [
        ("DELIV", MessageState.Delivered), ("EXPIR", MessageState.Expired), ("DELET", MessageState.Deleted), ("UNDEL", MessageState.Undeliverable),
        ("FAIL", MessageState.Undeliverable), ("ACCEP", MessageState.Accepted), ("UNKNO", MessageState.Unknown), ("REJEC", MessageState.Rejected),
        ("ENROU", MessageState.Enroute), ("SCHED", MessageState.Scheduled), ("SKIP", MessageState.Skipped),
    ];

    /// <summary>The first of each word counts. Nothing after <c>text:</c> does: there begins what was sent, which may hold such words itself.</summary>
    public static ReceiptText Parse(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var key = Key().Match(text); key.Success && !Is(key, "text");)
        {
            var next = key.NextMatch();
            var end = next.Success ? next.Index : text.Length;
            values.TryAdd(key.Groups[1].Value, FirstWord(text[(key.Index + key.Length)..end]));
            key = next;
        }
        return new(Told("id"), Told("stat") is { } state ? StateOf(state) : null, Told("err"), Told("done") is { } date ? DateOf(date) : null);

        string? Told(string key) => values.TryGetValue(key, out var value) && value.Length > 0 ? value : null;
    }

    [GeneratedRegex(@"(?<!\S)(id|sub|dlvrd|submit|done|stat|err|text)(?:[ _]?date)?:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Key();

    static bool Is(Match key, string name) => key.Groups[1].ValueSpan.Equals(name, StringComparison.OrdinalIgnoreCase);

    static string FirstWord(string value)
    {
        var word = value.AsSpan().Trim();
        var end = word.IndexOfAny(" \t\r\n\0");
        return (end < 0 ? word : word[..end]).ToString();
    }

    static MessageState? StateOf(string word)
    {
        foreach (var (beginning, state) in States)
            if (word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)) return state;
        return null;
    }

    static DateTimeOffset? DateOf(string digits) =>
        DateTimeOffset.TryParseExact(digits, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
