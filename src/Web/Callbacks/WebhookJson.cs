using System.Text;
using System.Text.Json;
using Hark.Grains;

namespace Hark.Web;

/// <summary>The payload of Standard Webhooks 1.0: type, the time of the event, and its facts as they were written when it happened.</summary>
static class WebhookJson
{
    public static CallbackContent Write(CallbackEvent e)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("type", e.Type.Word());
            json.WriteString("timestamp", e.At.UtcDateTime);
            json.WritePropertyName("data");
            json.WriteRawValue(Encoding.UTF8.GetBytes(e.Facts));
            json.WriteEndObject();
        }
        return new CallbackContent("application/json", body.ToArray());
    }
}
