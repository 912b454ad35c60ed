using Hark.Grains;

namespace Hark.Embedded;

/// <summary>What the host and the actors in it are set to.</summary>
public sealed record EmbeddedSettings(EmbeddedOptions Embedded, PoolMap Pools, StoreOptions Stores, PolicyOptions Policy, ShortCodeOptions ShortCodes);
