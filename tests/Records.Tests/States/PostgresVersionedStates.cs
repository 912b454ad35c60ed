using System.Globalization;

namespace Hark.Records.Tests;

sealed class PostgresVersionedStates(PostgresStateOptions options) : IVersionedStates
{
    readonly PostgresStateStore _store = new(options);

    public async Task<VersionedState?> Load(string kind, string key) =>
        await _store.Load(kind, key) is { } state ? new VersionedState(state.Data, Text(state.Version)) : null;

    public async Task<string?> Save(string kind, string key, byte[] data, string? expected)
    {
        try { return Text(await _store.Save(kind, key, data, expected is null ? null : Version(expected))); }
        catch (StateConflictException) { return null; }
    }

    public async Task<bool> Delete(string kind, string key, string expected)
    {
        try
        {
            await _store.Delete(kind, key, Version(expected));
            return true;
        }
        catch (StateConflictException) { return false; }
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);
    static long Version(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
