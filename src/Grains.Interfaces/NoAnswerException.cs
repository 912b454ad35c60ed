namespace Hark;

/// <summary>No answer came in time, because a part of the cluster is gone or slow. What was asked may or may not have been done: ask again, calls are idempotent.</summary>
public sealed class NoAnswerException(string message, Exception? inner = null) : Exception(message, inner);
