INSERT INTO import_order (import, number, line) VALUES ($1, $2, $3) ON CONFLICT (import, number, line) DO NOTHING
