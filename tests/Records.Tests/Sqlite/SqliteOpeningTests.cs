using System.ComponentModel.DataAnnotations;
using Hark.Testing;
using Microsoft.Data.Sqlite;

namespace Hark.Records.Tests;

public sealed class SqliteOpeningTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly ManualTime _time = new();

    SqliteRecords Open(string? path = null) => SqliteRecords.Open(new StorageOptions { Path = path ?? _folder.Path }, _time);

    void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [Fact]
    public async Task SecondOpen_IsRefusedNamingTheFolder()
    {
        await using var first = Open();
        var refused = Assert.Throws<DataFolderInUseException>(() => Open());
        Assert.Contains(_folder.Path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FirstClosed_SecondOpens()
    {
        await Open().DisposeAsync();
        await Open().DisposeAsync();
    }

    [Fact]
    public async Task MissingFolder_IsMade()
    {
        var path = Path.Combine(_folder.Path, "a", "b");
        await Open(path).DisposeAsync();
        Assert.True(File.Exists(Path.Combine(path, "hark.db")));
    }

    [Fact]
    public void FolderThatCannotBeMade_IsRefusedNamingIt()
    {
        var file = Path.Combine(_folder.Path, "file");
        File.WriteAllText(file, "");
        var refused = Assert.Throws<StorageUnavailableException>(() => Open(Path.Combine(file, "data")));
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FolderThatCannotBeWritten_IsRefusedNamingIt()
    {
        // Permissions do not bind every account that runs tests; a folder where the lock file should be does.
        Directory.CreateDirectory(Path.Combine(_folder.Path, "hark.lock"));
        var refused = Assert.Throws<StorageUnavailableException>(() => Open());
        Assert.Contains(_folder.Path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoDatabase_IsRefusedNamingTheFile()
    {
        File.WriteAllText(_folder.DatabaseFile, new string('x', 10_000));
        var refused = Assert.Throws<DataFileRefusedException>(() => Open());
        Assert.Contains(_folder.DatabaseFile, refused.Message, StringComparison.Ordinal);
        // The refusal has let the folder go.
        Assert.Throws<DataFileRefusedException>(() => Open());
    }

    [Fact]
    public async Task DamagedAfterAKill_IsRefusedNamingTheFile()
    {
        await using (var records = Open()) await records.OptIn(Enumerable.Range(1, 500));
        Execute("PRAGMA journal_mode = DELETE");
        await using (var file = File.OpenWrite(_folder.DatabaseFile))
        {
            // The middle of the file: the header and the schema stay whole.
            file.Position = file.Length / 2;
            file.Write(new byte[file.Length / 4]);
        }
        File.WriteAllText(Path.Combine(_folder.Path, "hark.lock"), "open");

        var refused = Assert.Throws<DataFileRefusedException>(() => Open());
        Assert.Contains(_folder.DatabaseFile, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewerSchema_IsRefused()
    {
        await Open().DisposeAsync();
        Execute($"PRAGMA user_version = {SqliteSchema.Newest + 1}");
        var refused = Assert.Throws<DataFileRefusedException>(() => Open());
        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FirstSchema_IsBroughtUpToDateWithItsRows()
    {
        using (var session = new SqliteSession(_folder.DatabaseFile, readOnly: false))
        {
            SqliteSchema.Migrate(session, _folder.DatabaseFile, target: 1);
            session.Script("INSERT INTO settings (name, value) VALUES ('a', 'kept')");
        }
        await using var records = Open();
        Assert.Equal("kept", await records.Settings.Get("a"));
        await records.OptIn(1);
        Assert.Equal(1, await records.Roster.CountOptedIn(Samples.Store));
    }

    [Theory]
    [InlineData("", null, 4, "Storage:Path")]
    [InlineData("x", 0, 4, "Storage:MaxMegabytes")]
    [InlineData("x", null, 0, "Storage:Readers")]
    public void SenselessOption_IsNamed(string path, int? megabytes, int readers, string option)
    {
        var refused = Assert.Throws<ValidationException>(() =>
            SqliteRecords.Open(new StorageOptions { Path = path, MaxMegabytes = megabytes, Readers = readers }, _time));
        Assert.Contains(option, refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
