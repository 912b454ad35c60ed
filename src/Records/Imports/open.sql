INSERT INTO imports (id, store, created) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING
