using System.Collections.Immutable;

namespace Hark.Grains;

/// <param name="Version">Rises with each change of address, form or state: what was posted before says nothing of the endpoint as it is now.</param>
/// <param name="Since">When it came into its state.</param>
/// <param name="FailingSince">The first failure since something was delivered.</param>
/// <param name="Former">Signs along until <paramref name="FormerUntil"/>.</param>
/// <param name="Rotation">What the present secret was made for.</param>
/// <param name="NotBefore">The endpoint asked for nothing at all until then.</param>
/// <param name="Removing">It is being taken away, with all of its events.</param>
public sealed record CallbackEndpointState(string Url, CallbackForm Form, ImmutableArray<CallbackEventType> Events, string Secret, CallbackState State, DateTimeOffset Since, string? Reason,
    DateTimeOffset CreatedAt, long Version = 0, DateTimeOffset? FailingSince = null, string? Former = null, DateTimeOffset? FormerUntil = null, long Rotation = 0, bool Removing = false,
    DateTimeOffset? NotBefore = null)
{
    public IReadOnlyList<string> SecretsAt(DateTimeOffset now) => Former is { } former && now < FormerUntil ? [Secret, former] : [Secret];
}
