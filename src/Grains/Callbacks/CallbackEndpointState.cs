using System.Collections.Immutable;

namespace Hark.Grains;

/// <param name="Version">Rises when the address or the form changes: what an older address answered says nothing of the new one.</param>
/// <param name="Since">When it came into its state.</param>
/// <param name="FailingSince">The first failure since something was delivered.</param>
/// <param name="Former">Signs along until <paramref name="FormerUntil"/>.</param>
/// <param name="Rotation">What the present secret was made for.</param>
public sealed record CallbackEndpointState(string Url, CallbackForm Form, ImmutableArray<CallbackEventType> Events, string Secret, CallbackState State, DateTimeOffset Since, string? Reason,
    DateTimeOffset CreatedAt, long Version = 0, DateTimeOffset? FailingSince = null, string? Former = null, DateTimeOffset? FormerUntil = null, long Rotation = 0)
{
    public IReadOnlyList<string> SecretsAt(DateTimeOffset now) => Former is { } former && now < FormerUntil ? [Secret, former] : [Secret];
}
