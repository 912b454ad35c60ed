INSERT INTO callback_endpoints (store, url, wanted, state, since, reason) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (store) DO UPDATE SET url = excluded.url, wanted = excluded.wanted, state = excluded.state, since = excluded.since, reason = excluded.reason
