namespace Hark.Records.Tests;

public sealed class SqliteBackend : IBackend
{
    readonly TemporaryFolder _folder = new();

    public RecordSet Open(TimeProvider time) => SqliteRecords.Open(new StorageOptions { Path = _folder.Path }, time);
    public void Dispose() => _folder.Dispose();
}

/// <summary>A folder of the test's own, gone with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hark-records-").FullName;
    public string DatabaseFile => System.IO.Path.Combine(Path, "hark.db");
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
