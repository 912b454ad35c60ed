using System.Text.Json;

namespace Hark.Testing;

/// <summary>A line of the SMSC's journal.</summary>
/// <param name="Kind"><c>bind</c>, <c>submit</c>, <c>refusal</c>, <c>receipt</c> or <c>deliver</c> (their answers), <c>unasked</c> (an answer to nothing), <c>malformed</c>, <c>unbind</c> or <c>close</c>.</param>
/// <param name="At">Unix milliseconds of a clock that only rises while the server lives.</param>
/// <param name="Status">Name of the SMPP status, such as <c>ESME_ROK</c>, in lines that have one.</param>
/// <param name="Line">All of it.</param>
public sealed record SmscRecord(string Kind, long At, int Session, string? Status, JsonElement Line);

/// <summary>A text that the SMSC took.</summary>
/// <param name="At">Unix milliseconds of a clock that only rises while the server lives.</param>
/// <param name="Id">As the answer has it.</param>
/// <param name="Message">The octets of short_message as they came, with the user data header.</param>
/// <param name="Tlvs">Values by tag, four hexadecimal digits in lower case.</param>
/// <param name="Text">What the package read, without the user data header; null for binary messages.</param>
public sealed record SmscSubmit(
    long At,
    int Session,
    uint Sequence,
    string Id,
    int SourceTon,
    int SourceNpi,
    string Source,
    int DestinationTon,
    int DestinationNpi,
    string Destination,
    int EsmClass,
    int DataCoding,
    int RegisteredDelivery,
    string ValidityPeriod,
    byte[] Message,
    IReadOnlyDictionary<string, byte[]> Tlvs,
    string? Text);

/// <summary>Reads what the server wrote before it answered; it may be writing, or have been killed within a line.</summary>
static class SmscJournal
{
    const string Submit = "submit";
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new HexConverter() } };

    public static IReadOnlyList<SmscRecord> Records(string path) =>
        [.. Lines(path).Select(line => new SmscRecord(line.GetProperty("kind").GetString()!, line.GetProperty("at").GetInt64(), line.GetProperty("session").GetInt32(),
            line.TryGetProperty("status", out var status) ? status.GetString() : null, line))];

    public static IReadOnlyList<SmscSubmit> Submits(string path) =>
        [.. Lines(path).Where(line => line.GetProperty("kind").ValueEquals(Submit)).Select(line => line.Deserialize<SmscSubmit>(Json)!)];

    static IEnumerable<JsonElement> Lines(string path)
    {
        using var file = new StreamReader(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite));
        while (file.ReadLine() is { } line)
        {
            JsonElement whole;
            // Half a line: its text was never answered.
            try { whole = JsonElement.Parse(line); }
            catch (JsonException) { continue; }
            yield return whole;
        }
    }
}
