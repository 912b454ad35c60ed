using System.Globalization;
using System.Text;
using Hark.Grains;
using NodaTime.Text;

namespace Hark.Web;

/// <summary>An inbound message as the CRM Text surface posts it: names and values, in the order of its documentation.</summary>
static class CrmTextFields
{
    static readonly LocalDateTimePattern Stamp = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    public static IReadOnlyList<(string Name, string Value)> Of(CallbackPost post)
    {
        if (post.Event.Type != CallbackEventType.MessageReceived) throw new ArgumentException($"This form has no fields for {post.Event.Type.Word()}.", nameof(post));
        var facts = CallbackJson.Read<MessageReceivedFacts>(post.Event.Facts);
        var fields = new List<(string, string)>
        {
            ("custID", Number(post.Customer?.Value ?? throw new ArgumentException("The customer's number is missing.", nameof(post)))),
            ("message", facts.Text),
            ("keyword", facts.StoreKeyword),
            ("mobileNum", CrmTextValues.Mobile(facts.From)),
            // Whoever is not opted in is told as opted out: a program that looks for either word alone must not text a person who has not agreed.
            ("optInStatus", facts.Status == "opted_in" ? "Opt-in" : "Opt-out"),
            ("timeStamp", Stamp.Format(CrmTextValues.Local(DateTimeOffset.Parse(facts.At, CultureInfo.InvariantCulture)))),
            ("subacct", Number(post.Store.Value)),
            ("custName", CrmTextValues.Name(facts.FirstName, facts.LastName)),
            ("msgID", Number(facts.Id)),
            ("subacct_name", facts.StoreName),
        };
        if (facts.Media is { Count: > 0 } media) fields.Add(("mms", Mms(media)));
        return fields;
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
