using Npgsql;

namespace Hark.Records.Tests;

/// <summary>The queries asked for each text or chunk use the index made for them once there are rows.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class PostgresPlanTests(PlannedRows rows) : IClassFixture<PlannedRows>
{
    const string Longs = "ARRAY[501, 502]::bigint[]";
    const string Texts = "ARRAY['r-77', 'r-78']";

    [Theory]
    [InlineData("Deliveries/queue-left", "deliveries_queue", "501", "1", "5", "10")]
    [InlineData("Deliveries/queue-due", "deliveries_queue", "501", "1", "5000000", "10")]
    [InlineData("Deliveries/queue-next", "deliveries_queue", "501", "1", "5")]
    [InlineData("Deliveries/campaign-left", "deliveries_submitting", "900", "5", "512")]
    [InlineData("Deliveries/campaign-deferred", "deliveries_deferred", "900", "5000000", "512")]
    [InlineData("Deliveries/campaign-next-deferred", "deliveries_deferred", "900")]
    [InlineData("Deliveries/campaign-audience", "roster_pkey", "501", "1000", "15000", "512")]
    [InlineData("Deliveries/outcome-row", "deliveries_pkey", Longs)]
    [InlineData("Deliveries/outcome-remainder", "deliveries_pkey", Longs)]
    [InlineData("Deliveries/claim", "deliveries_pkey", Longs, Longs, Longs)]
    [InlineData("Deliveries/receipt-row", "deliveries_reference", Texts)]
    [InlineData("Deliveries/receipt", "deliveries_pkey", Longs, Longs, Texts, Longs)]
    [InlineData("Deliveries/parked-find", "parked_receipts_pkey", Texts)]
    [InlineData("Postgres/parked-awaited", "parked_receipts_pkey", Texts, Longs)]
    [InlineData("Deliveries/list", "deliveries_store", "501", "5000000", "NULL", "51")]
    [InlineData("Deliveries/list-campaign", "deliveries_campaign", "501", "5000000", "NULL", "51", "900")]
    [InlineData("Deliveries/list-number", "deliveries_number", "501", "5000000", "NULL", "51", "1007", "NULL")]
    [InlineData("Pictures/prune", "deliveries_queue", "5000000", "50")]
    [InlineData("Consent/history", "consent_log_number", "501", "1007")]
    [InlineData("Consent/roster-status", "roster_pkey", Longs, Longs)]
    [InlineData("Consent/roster", "roster_pkey", "501", "1007", "NULL", "51")]
    [InlineData("Callbacks/wanted-message", "roster_pkey", "501", "1007")]
    [InlineData("Callbacks/head-lock", "callback_heads_pkey", Longs, Longs)]
    [InlineData("Callbacks/pending", "callback_events_pending", Longs, Longs)]
    [InlineData("Callbacks/settle", "callback_events_pkey", Longs, Longs, Longs, Texts, Longs, Longs)]
    [InlineData("Callbacks/next", "callback_heads_due", "501", "5000000", "64")]
    [InlineData("Callbacks/next-due", "callback_heads_due", "501", "5000000")]
    [InlineData("Callbacks/prune", "callback_events_store", "501", "1", "5000000", "500")]
    [InlineData("Callbacks/oldest", "callback_events_pending", "501", "5000000", "100000", "500")]
    [InlineData("Callbacks/give-up", "callback_events_pkey", Longs, Texts, Longs)]
    [InlineData("Callbacks/list", "callback_events_store", "501", "5000000", "51")]
    [InlineData("Imports/next", "import_order_pkey", "700", "1007", "3", "500")]
    [InlineData("Imports/outcome", "import_order_pkey", Longs, Longs, Texts, Texts)]
    public void Query_UsesItsIndex(string query, string index, params string[] values)
    {
        var text = Sql.Named(query).Postgres;
        for (var n = values.Length; n > 0; n--) text = text.Replace($"${n}", values[n - 1] == "NULL" ? "NULL::bigint" : values[n - 1], StringComparison.Ordinal);
        var plan = rows.Explain(text);
        Assert.True(plan.Contains(index, StringComparison.Ordinal), plan);
        foreach (var table in (string[])["deliveries", "consent_log", "roster", "import_order", "import_lines", "parked_receipts", "callback_events", "callback_heads"])
            Assert.False(plan.Contains($"Seq Scan on {table} ", StringComparison.Ordinal), plan);
    }
}

/// <summary>Some tens of thousands of rows as a busy store has them.</summary>
public sealed class PlannedRows : IDisposable
{
    const string Fill = """
        INSERT INTO texts (body, sender, kind, encoding, units, parts, parts_per_160, fingerprint, duplicate_guard) SELECT 'a', 'b', 0, 0, 1, 1, 1, 1, 1 FROM generate_series(1, 100);
        INSERT INTO campaigns (id, store, name, status, text, parts, frozen, audience, created) SELECT n, 501 + n % 200, 'c' || n, 1, 1, 1, 1, 1, 1 FROM generate_series(800, 1000) n;
        INSERT INTO deliveries (id, store, campaign, number, text, parts, priority, status, epoch, until, carrier_reference, created, updated)
          SELECT n, 501 + n % 200, CASE WHEN n % 3 > 0 THEN 800 + n % 200 END, 1000 + n % 5000, 1 + n % 100, 1, n % 3, (ARRAY[3, 3, 2, 2, 8, 5, 1, 7, 0])[1 + (n / 7) % 9], n % 10, CASE WHEN (n / 7) % 9 = 7 THEN n END, 'r-' || n, n, n
          FROM generate_series(1, 60000) n;
        INSERT INTO consent_log (seq, store, number, status, method, "by", recorded_at, hash) SELECT n, 501 + n % 200, n, 3, 1, 'x', 1, 'x' FROM generate_series(1, 30000) n;
        INSERT INTO roster (store, number, status, seq, since) SELECT 501 + n % 200, n, 3, n, 1 FROM generate_series(1, 30000) n;
        INSERT INTO parked_receipts (reference, status, at, parked) SELECT 'r-' || n, 3, n, n FROM generate_series(1, 30000) n;
        INSERT INTO import_lines (import, line, number) SELECT 695 + n % 10, n, n FROM generate_series(1, 30000) n;
        INSERT INTO import_rows (import, line, number, wanted) SELECT 695 + n % 10, n, n, 3 FROM generate_series(1, 30000) n;
        INSERT INTO import_order (import, number, line) SELECT 695 + n % 10, n, n FROM generate_series(1, 30000) n;
        INSERT INTO callback_endpoints (store, url, wanted, state, since) SELECT n, 'https://a.example', 126, 1, n FROM generate_series(501, 700) n;
        INSERT INTO callback_events (id, store, number, type, facts, created, status, settled) SELECT n, 501 + n % 200, 1000 + n % 5000, 1, '{}', n, n % 3, n FROM generate_series(1, 30000) n;
        INSERT INTO callback_heads (store, number, event, due) SELECT store, number, MIN(id), MIN(created) FROM callback_events WHERE status = 0 GROUP BY store, number;
        INSERT INTO callback_heads (store, number, event, due) SELECT 501, 100000 + n, n, 6000000 + n FROM generate_series(1, 20000) n;
        ANALYZE
        """;

    readonly PostgresBackend _backend = new();

    public PlannedRows() => TestServer.Execute(_backend.ConnectionString, Fill);

    public string Explain(string sql)
    {
        using var connection = new NpgsqlConnection(_backend.ConnectionString + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand("EXPLAIN " + sql, connection);
        using var plan = command.ExecuteReader();
        var lines = new List<string>();
        while (plan.Read()) lines.Add(plan.GetString(0) + " ");
        return string.Join('\n', lines);
    }

    public void Dispose() => _backend.Dispose();
}
