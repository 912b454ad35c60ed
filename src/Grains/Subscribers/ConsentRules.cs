namespace Hark.Grains;

/// <summary>How consent changes. Pure: the Subscriber keeps the state, these decide.</summary>
public static class ConsentRules
{
    /// <summary>Clocks differ: a consent that is dated this far ahead is still taken for now.</summary>
    static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    const int LongestText = 4_000;
    const int LongestName = 100;

    /// <returns>What is wrong with the proof; null when it will do (O6).</returns>
    public static Refusal? Check(ConsentProof proof, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(proof.Source))
            return new Refusal(Codes.SourceMissing, "Say where consent was given ('source'): the form, the counter, the keyword.");
        if (string.IsNullOrWhiteSpace(proof.Evidence))
            return new Refusal(Codes.EvidenceMissing, "Say what proves the consent ('evidence'): a URL, a form id, a recording. Nobody is opted in without it.");
        if (proof.At > now + ClockSkew)
            return new Refusal(Codes.ConsentInFuture, $"The consent is dated {proof.At:u}, which lies in the future.");
        if (proof.Source.Length > 500 || proof.Evidence.Length > LongestText || proof.Wording?.Length > LongestText)
            return new Refusal(Codes.ConsentTooLong, $"'source' has 500 characters at most, 'evidence' and 'wording' {LongestText} each. Name where the whole of it can be found.");
        return null;
    }

    /// <returns>What is wrong with the name; null when it will do.</returns>
    public static Refusal? Check(PersonName name) =>
        name.First?.Length > LongestName || name.Last?.Length > LongestName ? new Refusal(Codes.ConsentTooLong, $"First and last name have {LongestName} characters at most.") : null;

    /// <summary>The status after an opt-in, or why it is refused.</summary>
    public static Result<ConsentStatusChange> OptIn(Relation current, OptIn request)
    {
        if (current.Status == ConsentStatus.OptedOut)
        {
            if (!request.Fresh)
                return new Refusal(Codes.ConsentRevoked, "This number opted out. An import cannot bring it back; a new consent of the person can.");
            if (request.Proof is { } proof && proof.At <= current.Since)
                return new Refusal(Codes.ConsentRevoked, $"This consent was given before the number opted out on {current.Since:u}. Only a later one counts.");
        }

        if (current.Status == ConsentStatus.New && current.StoppedAt is { } stopped && !(request.Proof?.At > stopped))
            return new Refusal(Codes.ConsentRevoked, $"This number texted STOP on {stopped:u}, when no store knew it yet. Only a consent that was given later, and says when, counts.");

        var confirm = request.Confirm || request.Proof is null;
        var next = (current.Status, confirm) switch
        {
            (ConsentStatus.OptedIn, _) => ConsentStatus.OptedIn,
            (_, true) => ConsentStatus.Pending,
            (_, false) => ConsentStatus.OptedIn,
        };
        var clears = current.Doubtful && request.Fresh && !confirm;
        return new ConsentStatusChange(next, next != current.Status || clears);
    }
}

/// <param name="Changed">Whether a row of the consent log is due.</param>
public sealed record ConsentStatusChange(ConsentStatus Status, bool Changed);
