using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hark.Grains;

/// <summary>How facts are written: as they are posted.</summary>
public static class CallbackJson
{
    // Bodies are never put into HTML, so a phone number keeps its plus sign.
    static readonly CallbackJsonContext Json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write<T>(T facts) where T : class => JsonSerializer.Serialize(facts, typeof(T), Json);

    /// <exception cref="JsonException">It is not JSON of that kind.</exception>
    public static T Read<T>(string facts) where T : class => (T)JsonSerializer.Deserialize(facts, typeof(T), Json)!;
}

[JsonSerializable(typeof(MessageReceivedFacts))]
[JsonSerializable(typeof(MessageStatusFacts))]
[JsonSerializable(typeof(ConsentFacts))]
[JsonSerializable(typeof(CampaignEndedFacts))]
sealed partial class CallbackJsonContext : JsonSerializerContext;
