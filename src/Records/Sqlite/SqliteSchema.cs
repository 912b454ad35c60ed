using System.Globalization;

namespace Hark.Records;

/// <summary>Opens a database file: checks it, sets it up and brings its schema to this version.</summary>
static class SqliteSchema
{
    const long MostBytesToCheck = 256L << 20;

    static readonly IReadOnlyList<string> Migrations = Sql.In("Sqlite/Migrations");

    public static int Newest => Migrations.Count;

    /// <exception cref="DataFileRefusedException"/>
    public static void Prepare(SqliteSession session, string file, StorageOptions options, bool endedCleanly)
    {
        try
        {
            SetUp(session, options);
            // Reading the whole file is for small ones: a start takes less than 2 s.
            if (!endedCleanly && new FileInfo(file).Length < MostBytesToCheck && session.PragmaText("quick_check(1)") is var found and not "ok")
                throw new DataFileRefusedException($"The database file {file} is damaged ({found}). Restore it from a backup.");
            Migrate(session, file, Newest);
        }
        catch (SqliteErrorException error) when (error.IsDamage)
        {
            throw new DataFileRefusedException($"The database file {file} is damaged or is no database ({error.Message}). Restore it from a backup.", error);
        }
        catch (SqliteErrorException error) when (error.IsStorage)
        {
            throw new StorageUnavailableException($"The database file {file} cannot be opened: {error.Message}. Check the disk and the folder's permissions.", error);
        }
    }

    static void SetUp(SqliteSession session, StorageOptions options)
    {
        session.Pragma("page_size = 4096");
        session.PragmaText("journal_mode = WAL");
        session.Pragma("synchronous = FULL");
        session.Pragma("cache_size = -65536");
        session.Pragma("temp_store = FILE");
        session.Pragma("wal_autocheckpoint = 8000");
        session.Pragma("journal_size_limit = 67108864");
        session.Pragma("busy_timeout = 5000");
        if (options.MaxMegabytes is { } megabytes)
            session.Pragma(string.Create(CultureInfo.InvariantCulture, $"max_page_count = {megabytes * 1_048_576L / session.Pragma("page_size")}"));
    }

    internal static void Migrate(SqliteSession session, string file, int target)
    {
        var version = session.Pragma("user_version");
        if (version > Newest)
            throw new DataFileRefusedException($"The database file {file} has schema {version}, this version knows schema {Newest} at most. Run the newer version of Hark that wrote it.");
        if (version == target) return;
        session.Script("BEGIN IMMEDIATE");
        foreach (var migration in Migrations.Take((int)version..target)) session.Script(Sql.Named(migration).Text);
        session.Pragma(string.Create(CultureInfo.InvariantCulture, $"user_version = {target}"));
        session.Script("COMMIT");
    }
}
