using System.Text.Json;
using Hark.Grains;

namespace Hark.Carriers;

/// <summary>What a provider's answer means for the text.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">Null when it could not be read.</param>
/// <param name="RetryAfter">As the provider asks; null when it does not.</param>
sealed record HttpAnswer(int Status, byte[]? Body, TimeSpan? RetryAfter)
{
    static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    /// <summary>A provider that asks for more is asked again all the same: an hour's rest of the link by one mistaken header would be an hour without texts.</summary>
    static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>What the link is paused for: the settings are wrong, and no text would fare better. Null when the answer is about the text.</summary>
    public string? Fault => Status switch
    {
        401 => Codes.CarrierLoginRefused,
        301 or 302 or 307 or 308 => Codes.CarrierUnavailable,
        _ => null,
    };

    public SubmitResult Result(string link) => Status switch
    {
        >= 200 and < 300 => Made(link),
        429 => new(SubmitStatus.Throttled, Code: Codes.CarrierThrottled, RetryAfter: Wait),
        // Perhaps the login, perhaps this text alone: it must not be lost by the one, nor hold up all others by the other.
        403 => new(SubmitStatus.NotSent, Code: Codes.CarrierLoginRefused, RetryAfter: LongestWait),
        // A gateway's time-out: what was behind it may have the text.
        408 => Unknown,
        >= 400 and < 500 => new(SubmitStatus.Rejected, Code: HttpReference.Code(Word("code")) ?? $"http_{Status}"),
        _ => Unknown,
    };

    TimeSpan Wait => RetryAfter is not { } asked || asked < ShortestWait ? ShortestWait : asked > LongestWait ? LongestWait : asked;

    SubmitResult Unknown => new(SubmitStatus.Unknown, Code: $"http_{Status}");

    SubmitResult Made(string link)
    {
        if (Word("sid") is not { } id || !HttpReference.IsId(id)) return Unknown;
        return Word("status") is "failed" or "undelivered"
            ? new(SubmitStatus.Rejected, Code: HttpReference.Code(Word("error_code")) ?? $"http_{Word("status")}")
            : new(SubmitStatus.Accepted, LinkReference.Of(link, id));
    }

    /// <summary>A string or a number of the answer; null when there is none, or the answer is no JSON object.</summary>
    string? Word(string name)
    {
        if (Body is null) return null;
        try
        {
            using var json = JsonDocument.Parse(Body);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty(name, out var value)) return null;
            return value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
