using Hark.Grains;

namespace Hark.Testing;

/// <summary>The consent log as a list; ids count from 1.</summary>
public sealed class MemoryConsentLog : IConsentLog
{
    readonly List<ConsentEntry> _entries = [];

    public IReadOnlyList<ConsentEntry> Entries => _entries;

    public Fault Fault { get; } = new();

    public Task<ConsentId> Append(ConsentEntry entry)
    {
        Fault.Around(() => _entries.Add(entry));
        return Task.FromResult(new ConsentId(_entries.Count));
    }
}
