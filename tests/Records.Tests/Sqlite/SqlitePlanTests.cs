using Microsoft.Data.Sqlite;

namespace Hark.Records.Tests;

/// <summary>The queries asked for each text use the index made for them: a partial index is passed over silently when a condition is worded differently.</summary>
public sealed class SqlitePlanTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("Deliveries/queue-left", "deliveries_queue")]
    [InlineData("Deliveries/queue-due", "deliveries_queue")]
    [InlineData("Deliveries/queue-next", "deliveries_queue")]
    [InlineData("Deliveries/campaign-left", "deliveries_submitting")]
    [InlineData("Deliveries/campaign-deferred", "deliveries_deferred")]
    [InlineData("Deliveries/campaign-next-deferred", "deliveries_deferred")]
    [InlineData("Deliveries/receipt-row", "deliveries_reference")]
    [InlineData("Deliveries/list-campaign", "deliveries_campaign")]
    [InlineData("Deliveries/list-number", "deliveries_number")]
    [InlineData("Callbacks/pending", "callback_events_pending")]
    [InlineData("Callbacks/next", "callback_heads_due")]
    [InlineData("Callbacks/next-due", "callback_heads_due")]
    [InlineData("Callbacks/pending-count", "callback_events_pending")]
    [InlineData("Callbacks/oldest", "callback_events_store")]
    [InlineData("Callbacks/list", "callback_events_store")]
    [InlineData("Consent/head", "consent_log_store")]
    [InlineData("Pictures/prune", "deliveries_queue")]
    [InlineData("Consent/history", "consent_log_number")]
    public async Task Query_UsesItsIndex(string query, string index)
    {
        await SqliteRecords.Open(new StorageOptions { Path = _folder.Path }, TimeProvider.System).DisposeAsync();
        using var connection = new SqliteConnection($"Data Source={_folder.DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + Sql.Named(query).Text;
        for (var n = 1; n <= 5; n++) command.Parameters.AddWithValue($"${n}", 1);
        using var plan = command.ExecuteReader();
        var tables = new List<string>();
        while (plan.Read()) tables.Add(plan.GetString(3));

        Assert.Contains(tables, step => $"{step} ".Contains($" {index} ", StringComparison.Ordinal));
        Assert.DoesNotContain(tables, step => step.StartsWith("SCAN deliveries", StringComparison.Ordinal) || step.StartsWith("SCAN consent_log", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();
}
