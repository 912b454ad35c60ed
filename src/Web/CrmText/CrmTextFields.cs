using System.Globalization;
using System.Text;
using Hark.Grains;
using NodaTime;

namespace Hark.Web;

/// <summary>An inbound message as the CRM Text surface posts it: names and values, in the order of its documentation.</summary>
static class CrmTextFields
{
    /// <summary>Whether daylight saving applies to its "Pacific Standard Time" is not told. It does here: the stamp is what a clock in that zone shows.</summary>
    static readonly DateTimeZone Pacific = DateTimeZoneProviders.Tzdb["America/Los_Angeles"];

    public static IReadOnlyList<(string Name, string Value)> Of(CallbackPost post)
    {
        if (post.Event.Type != CallbackEventType.MessageReceived) throw new ArgumentException($"This form has no fields for {post.Event.Type.Word()}.", nameof(post));
        var facts = CallbackJson.Read<MessageReceivedFacts>(post.Event.Facts);
        var fields = new List<(string, string)>
        {
            ("custID", Number(post.Customer?.Value ?? throw new ArgumentException("The customer's number is missing.", nameof(post)))),
            ("message", facts.Text),
            ("keyword", facts.StoreKeyword),
            ("mobileNum", Digits(facts.From)),
            // Whoever is not opted in is told as opted out: a program that looks for either word alone must not text a person who has not agreed.
            ("optInStatus", facts.Status == "opted_in" ? "Opt-in" : "Opt-out"),
            ("timeStamp", Stamp(facts.At)),
            ("subacct", Number(post.Store.Value)),
            ("custName", string.Join(' ', new[] { facts.FirstName, facts.LastName }.Where(name => !string.IsNullOrEmpty(name)))),
            ("msgID", Number(facts.Id)),
            ("subacct_name", facts.StoreName),
        };
        if (facts.Media is { Count: > 0 } media) fields.Add(("mms", Mms(media)));
        return fields;
    }

    /// <summary>Ten digits for a number of the North American plan; all of them for another.</summary>
    static string Digits(string number) => number is ['+', '1', .. var national] && national.Length == 10 ? national : number.TrimStart('+');

    static string Stamp(string at)
    {
        var local = Instant.FromDateTimeOffset(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)).InZone(Pacific).ToDateTimeUnspecified();
        return local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>JSON as PHP's <c>json_encode</c> writes it: slashes escaped, ASCII only.</summary>
    static string Mms(IReadOnlyList<MediaFacts> media)
    {
        var json = new StringBuilder("{");
        for (var i = 0; i < media.Count; i++)
        {
            json.Append(CultureInfo.InvariantCulture, $"\"{i}\":{{\"ContentType\":");
            Quote(json, media[i].ContentType).Append(",\"URL\":");
            Quote(json, media[i].Url).Append("},");
        }
        return json.Append(CultureInfo.InvariantCulture, $"\"count\":{media.Count}}}").ToString();
    }

    static StringBuilder Quote(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var c in text)
            _ = c switch
            {
                '"' or '\\' or '/' => json.Append('\\').Append(c),
                < ' ' or > '~' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => json.Append(c),
            };
        return json.Append('"');
    }

    static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
