namespace Hark.Testing;

/// <summary>A folder of one test: data in one place, what must outlive the data in another.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("hark-process-").FullName;

    public string Data => Path.Combine(Root, "data");
    public string Database => Path.Combine(Data, "hark.db");
    public string Journal => Path.Combine(Root, "journal", "handsets");

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
