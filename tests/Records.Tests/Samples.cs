using Hark.Grains;

namespace Hark.Records.Tests;

/// <summary>Ordinary values to vary.</summary>
static class Samples
{
    public static readonly StoreId AStore = new(501);
    public static readonly StoreId OtherStore = new(502);
    public static readonly DateTimeOffset At = new(2026, 11, 18, 17, 0, 0, TimeSpan.Zero);

    public static PhoneNumber Number(int n) => new(12015550000 + n);

    public static OutboundText Text(string body = "Acme: 20% off today. Reply STOP to end", int parts = 1) =>
        new(body, "+12015559999", MessageKind.Marketing, new TextMeasure(TextEncoding.Gsm7, body.Length, parts, parts), 42);

    public static ConsentEntry Consent(PhoneNumber number, ConsentStatus status, StoreId? store = null) => new(
        store ?? AStore, number, status, ConsentMethod.Api, status == ConsentStatus.OptedIn ? new ConsentProof("web form", "https://acme.example/join/7", "I agree", At) : null,
        status == ConsentStatus.OptedOut ? "STOP" : null, new PersonName("Ann", "Smith"), "ac_1", At);

    public static QueuedText Queued(long id, Priority priority = Priority.Single, AutoReply? reply = null) =>
        new(new DeliveryId(id), AStore, Number(1), Text(), priority, new SendOptions(DuplicateGuard: false), reply, At);

    public static CampaignPlan Plan(long id = 900, string name = "Autumn sale") =>
        new(new CampaignId(id), AStore, name, Text(), new SendOptions(), null, null);

    public static SendResult Result(DeliveryStatus status, string? code = null, DateTimeOffset? until = null, string? reference = null) =>
        new(status, new Decision(At, new ConsentId(3), code, "2026-11-01", "America/New_York", "area code", "because"), code, until, reference);

    public static Task OptIn(this RecordSet records, params IEnumerable<int> numbers) =>
        Task.WhenAll(numbers.Select(n => records.ConsentLog.Append(Consent(Number(n), ConsentStatus.OptedIn))));
}
