INSERT INTO {table} (key, data) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET data = excluded.data
