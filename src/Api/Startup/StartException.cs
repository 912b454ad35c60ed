namespace Hark.Api;

/// <summary>The product cannot start as asked. The message is the sentence that the person at the terminal reads.</summary>
public sealed class StartException(string message) : Exception(message);
