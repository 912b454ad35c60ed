namespace Hark.Grains;

/// <param name="Epoch">Of the last activation that granted a lease.</param>
/// <param name="ReservedThrough">Wall time, as the clock stood at the writing, at which the last lease ends.</param>
public sealed record BandwidthState(long Epoch, DateTimeOffset ReservedThrough);
