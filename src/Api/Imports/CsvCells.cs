namespace Hark.Api;

/// <summary>Writes cells of CSV files that people open in spreadsheets.</summary>
static class CsvCells
{
    /// <summary>The cell in quotes where needed. A text that a spreadsheet would take for a formula gets an apostrophe in front; phone numbers stay as they are.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !PhoneNumber.TryParse(text, out _)) text = "'" + text;
        return text.AsSpan().IndexOfAny("\",;\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    public static string Row(params ReadOnlySpan<string?> cells)
    {
        var row = new System.Text.StringBuilder();
        foreach (var cell in cells) row.Append(row.Length == 0 ? "" : ",").Append(Of(cell));
        return row.Append("\r\n").ToString();
    }
}
