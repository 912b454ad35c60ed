namespace Hark.Silo;

/// <summary>The clock of the rules. Orleans keeps one of its own, so that a test may move this one alone.</summary>
public sealed record ActorClock(TimeProvider Time);
