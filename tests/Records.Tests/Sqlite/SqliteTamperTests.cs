using Hark.Testing;
using Microsoft.Data.Sqlite;
using static Hark.Records.Tests.Samples;

namespace Hark.Records.Tests;

/// <summary>Somebody with the file in hand changes what was consented to.</summary>
public sealed class SqliteTamperTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    SqliteRecords Open() => SqliteRecords.Open(new StorageOptions { Path = _folder.Path }, new ManualTime());

    async Task<ChainCheck> VerifyAfter(string sql)
    {
        await using (var records = Open()) await records.OptIn(1, 2, 3, 4, 5);
        Execute(sql);
        await using var again = Open();
        return await again.Consent.Verify(AStore);
    }

    void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [Theory]
    [InlineData("wording = 'I agree to everything'")]
    [InlineData("evidence = 'none'")]
    [InlineData("status = 5")]
    [InlineData("number = number + 1000")]
    [InlineData("recorded_at = recorded_at - 1")]
    [InlineData("reason = ''")]
    [InlineData("last_name = NULL")]
    [InlineData("hash = zeroblob(32)")]
    public async Task ChangedRow_IsNamed(string change) =>
        Assert.Equal(new ConsentId(3), (await VerifyAfter($"DROP TRIGGER consent_log_keeps; UPDATE consent_log SET {change} WHERE seq = 3")).BrokenAt);

    [Fact]
    public async Task RemovedRow_BreaksItsSuccessor() =>
        Assert.Equal(new ConsentId(4), (await VerifyAfter("DROP TRIGGER consent_log_stays; DELETE FROM consent_log WHERE seq = 3")).BrokenAt);

    [Theory]
    [InlineData("UPDATE consent_log SET status = 5")]
    [InlineData("DELETE FROM consent_log")]
    public async Task TriggersInPlace_ChangeIsRefused(string sql) =>
        await Assert.ThrowsAsync<SqliteException>(() => VerifyAfter(sql));

    [Theory]
    [InlineData("UPDATE audit SET act = 'x'")]
    [InlineData("DELETE FROM audit")]
    public async Task Audit_IsNotChangedEither(string sql)
    {
        await using (var records = Open()) await records.Audit.Add(new(At, "operator", "a", "b", null, null));
        Assert.Throws<SqliteException>(() => Execute(sql));
    }

    public void Dispose() => _folder.Dispose();
}
