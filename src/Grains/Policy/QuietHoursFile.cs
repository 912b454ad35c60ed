using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hark.Grains;

/// <summary>The form of <c>quiet-hours.json</c>. A member that is not named here stops the reading.</summary>
static class QuietHoursFile
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public static (string Version, IReadOnlyList<QuietHoursRow> Rows) Read(string json)
    {
        try
        {
            var file = JsonSerializer.Deserialize<Content>(json, Options) ?? throw new InvalidDataException("The quiet hours table is empty.");
            return (file.Version, [.. file.Rows.Select(Row)]);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The quiet hours table cannot be read: {exception.Message}", exception);
        }
    }

    static QuietHoursRow Row(RowContent row) =>
        new(row.Id, row.Authority, row.Mark, row.Effective, row.Until, row.Countries, row.Regions, row.FallbackZones ?? [], Windows(row));

    static QuietHoursWindow?[] Windows(RowContent row)
    {
        var days = row.Windows;
        string?[] fromSunday = [days.Sunday, days.Monday, days.Tuesday, days.Wednesday, days.Thursday, days.Friday, days.Saturday];
        return [.. fromSunday.Select(window => window is null ? (QuietHoursWindow?)null : Window(row.Id, window))];
    }

    static QuietHoursWindow Window(string id, string text)
    {
        var window = text.Split('-') is [var from, var until] && TimeOfDay(from) is { } start && TimeOfDay(until) is { } end
            ? new QuietHoursWindow(start, end)
            : throw new InvalidDataException($"Row {id} of the quiet hours table has the window '{text}'; write it as 08:00-21:00.");
        return window.From < window.Until ? window
            : throw new InvalidDataException($"Row {id} of the quiet hours table has the window '{text}', which ends before it starts.");
    }

    static TimeSpan? TimeOfDay(string text) =>
        text == "24:00" ? TimeSpan.FromDays(1)
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan()
        : null;

    sealed record Content(string Version, IReadOnlyList<RowContent> Rows);

    sealed record RowContent(
        string Id, string Authority, string Mark, DateOnly Effective, DateOnly? Until,
        IReadOnlyList<string> Countries, IReadOnlyList<string> Regions, WeekContent Windows, IReadOnlyList<string>? FallbackZones = null);

    sealed record WeekContent(string? Monday, string? Tuesday, string? Wednesday, string? Thursday, string? Friday, string? Saturday, string? Sunday);
}
