namespace Hark.Grains;

/// <param name="By">Who: an account, the operator, the product itself.</param>
public sealed record AuditEntry(DateTimeOffset At, string By, string Act, string Subject, string? Reason, string? Details);

/// <summary>Acts that somebody may have to answer for. Only ever added.</summary>
public interface IAudit
{
    Task Add(AuditEntry entry);
}
