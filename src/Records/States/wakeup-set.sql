INSERT INTO wakeups (kind, key, due) VALUES ($1, $2, $3) ON CONFLICT (kind, key) DO UPDATE SET due = excluded.due
