using Hark.Grains;

namespace Hark.Web.Tests;

/// <summary>An inbound text on its way to an endpoint, to vary.</summary>
static class CallbackSamples
{
    /// <summary>Of the examples that libraries of Standard Webhooks are tested with.</summary>
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static readonly MessageReceivedFacts Facts = new(42, "st_501", "Acme \"Pizza\"", "PIZZA123", "+19992221234", "444999", "Hi & bye=1 ä🍕", "message", "opted_in", null, "Joe", "Smith",
        "2026-07-04T22:30:45.678Z", []);

    public static CallbackPost Post(CallbackForm form = CallbackForm.Json, string url = "https://acme.example/hook", MessageReceivedFacts? facts = null) => new(
        new StoreId(501), url, form, [Secret],
        new CallbackEvent(new CallbackEventId(1007), new PhoneNumber(19992221234), CallbackEventType.MessageReceived, CallbackJson.Write(facts ?? Facts),
            new DateTimeOffset(2026, 7, 4, 22, 30, 46, TimeSpan.Zero), 0),
        new CustomerId(112233));
}
