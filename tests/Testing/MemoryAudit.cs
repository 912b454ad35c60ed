using Hark.Grains;

namespace Hark.Testing;

public sealed class MemoryAudit : IAudit
{
    readonly List<AuditEntry> _entries = [];

    public IReadOnlyList<AuditEntry> Entries => _entries;

    public Task Add(AuditEntry entry)
    {
        _entries.Add(entry);
        return Task.CompletedTask;
    }
}
