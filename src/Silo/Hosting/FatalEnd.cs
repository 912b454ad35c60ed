namespace Hark.Silo;

/// <summary>Ends the process when Orleans cannot go on, above all when the others have declared this silo dead while it stood still or was cut off.</summary>
/// <remarks>At once: Orleans' own handler waits two seconds for the logs first, in which actors that live elsewhere by now would go on here, and its last words are a stack trace.</remarks>
sealed class FatalEnd : IFatalErrorHandler
{
    /// <summary>Of a process that a service manager should start again.</summary>
    public const int ExitCode = 3;

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        Console.Error.WriteLine($"Hark ended, and can be started again. {context}{(exception is null ? "" : $" {exception.GetType().Name}: {exception.Message}")}");
        Environment.Exit(ExitCode);
    }
}
