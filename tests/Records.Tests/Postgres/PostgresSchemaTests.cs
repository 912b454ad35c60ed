using System.ComponentModel.DataAnnotations;
using Npgsql;
using static Hark.Records.Tests.Samples;

namespace Hark.Records.Tests;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresSchemaTests
{
    static readonly PostgresSchema Schema = new();
    static readonly IReadOnlyList<Migration> Others =
        [new("others", 1, "CREATE TABLE first (id BIGINT)"), new("others", 2, "CREATE TABLE second (id BIGINT); INSERT INTO first VALUES (1)")];

    readonly string _database = TestServer.NewEmpty();

    [Fact]
    public void EmptyDatabase_IsRefusedUntilInstalled()
    {
        var missing = Assert.Throws<DatabaseSchemaException>(() => Schema.Check(_database));
        Assert.Contains("--install", missing.Message, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", missing.Message, StringComparison.Ordinal);
        Assert.Contains("--install", Assert.Throws<DatabaseSchemaException>(() => Schema.Upgrade(_database)).Message, StringComparison.Ordinal);

        Schema.Install(_database);
        Schema.Check(_database);
        Schema.Install(_database);
        Schema.Upgrade(_database);
    }

    [Fact]
    public async Task InstalledByManyAtOnce_IsInstalledOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Schema.Install(_database))));
        Schema.Check(_database);
        Assert.Equal((long)Migration.Records.Count, TestServer.Ask(_database, "SELECT COUNT(*) FROM schema_versions"));
    }

    [Fact]
    public void OlderTables_AreRefusedUntilUpgradedAndKeepTheirRows()
    {
        var older = new PostgresSchema([Migration.Records[0]]);
        older.Install(_database);
        TestServer.Execute(_database, "INSERT INTO settings (name, value) VALUES ('a', 'kept')");

        Assert.Contains("--upgrade", Assert.Throws<DatabaseSchemaException>(() => Schema.Check(_database)).Message, StringComparison.Ordinal);
        Schema.Upgrade(_database);
        Schema.Check(_database);
        Assert.Equal("kept", TestServer.Ask(_database, "SELECT value FROM settings WHERE name = 'a'"));
        Assert.Contains("newer", Assert.Throws<DatabaseSchemaException>(() => older.Check(_database)).Message, StringComparison.Ordinal);
        Assert.Contains("newer", Assert.Throws<DatabaseSchemaException>(() => older.Upgrade(_database)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ServerThatAnswersBeforeItHasWritten_DoesNotForRecords()
    {
        using var connection = new NpgsqlConnection(_database + ";Pooling=false;Options=-c synchronous_commit=off");
        connection.Open();
        using var command = new NpgsqlCommand(Sql.Named("Postgres/session").Postgres, connection);
        command.ExecuteNonQuery();
        command.CommandText = "SHOW synchronous_commit";
        Assert.Equal("on", command.ExecuteScalar());
    }

    [Fact]
    public void TwoSets_StandBesideEachOther()
    {
        Schema.Install(_database);
        var both = new PostgresSchema([.. Migration.Records, .. Others]);
        Assert.Contains("--install", Assert.Throws<DatabaseSchemaException>(() => both.Check(_database)).Message, StringComparison.Ordinal);
        both.Install(_database);
        both.Check(_database);
        Schema.Check(_database);
    }

    [Fact]
    public void MigrationThatFails_LeavesNothing()
    {
        var faulty = new PostgresSchema([Others[0], new("others", 2, "CREATE TABLE second (id BIGINT); SELECT 1 / 0")]);
        Assert.Throws<PostgresException>(() => faulty.Install(_database));
        Assert.Equal(1L, TestServer.Ask(_database, "SELECT COUNT(*) FROM schema_versions"));
        new PostgresSchema(Others).Upgrade(_database);
        Assert.Equal(1L, TestServer.Ask(_database, "SELECT COUNT(*) FROM first"));
    }

    [Theory]
    [InlineData("Database", "nowhere", "nowhere")]
    [InlineData("Host", "db.invalid", "db.invalid")]
    [InlineData("Port", "1", ":1")]
    [InlineData("Username", "nobody", "user name or password")]
    public void WrongAddress_IsNamedWithoutThePassword(string setting, string value, string said)
    {
        var wrong = new NpgsqlConnectionStringBuilder(_database) { Password = "s3cret" };
        wrong[setting] = value;
        foreach (var use in (Action<string>[])[Schema.Check, Schema.Install, Schema.Upgrade])
        {
            var refused = Assert.Throws<DatabaseUnreachableException>(() => use(wrong.ConnectionString));
            Assert.Contains(said, refused.Message, StringComparison.Ordinal);
            Assert.Contains(wrong.Host!, refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", refused.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", 8, "Database:ConnectionString")]
    [InlineData("Password=s3cret;nonsense", 8, "Database:ConnectionString")]
    [InlineData("Password=s3cret;Port=x", 8, "Database:ConnectionString")]
    [InlineData("Username=hark;Password=s3cret", 8, "Host=")]
    [InlineData("Host=db1;Username=hark;Password=s3cret", 8, "Database=")]
    [InlineData("Host=db1;Database=hark", 0, "Database:Connections")]
    public void SenselessOption_IsNamed(string connectionString, int connections, string said)
    {
        var refused = Assert.Throws<ValidationException>(() =>
            PostgresRecords.Open(new DatabaseOptions { ConnectionString = connectionString, Connections = connections }, TimeProvider.System));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE consent_log SET status = 5")]
    [InlineData("DELETE FROM consent_log")]
    [InlineData("TRUNCATE consent_log")]
    [InlineData("UPDATE audit SET act = 'x'")]
    [InlineData("DELETE FROM audit")]
    [InlineData("TRUNCATE audit")]
    public async Task AppendOnly_ChangeIsRefused(string sql)
    {
        using var backend = new PostgresBackend();
        await using var records = backend.OpenRecords(TimeProvider.System);
        await records.OptIn(1);
        await records.Audit.Add(new(At, "operator", "a", "b", null, null));
        var refused = Assert.Throws<PostgresException>(() => TestServer.Execute(backend.ConnectionString, sql));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ApplicationName_IsOursUnlessGiven()
    {
        Assert.Equal("hark", PostgresAddress.Of("Host=a;Database=b").Settings.ApplicationName);
        Assert.Equal("mine", PostgresAddress.Of("Host=a;Database=b;Application Name=mine").Settings.ApplicationName);
    }
}
