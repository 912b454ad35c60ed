INSERT INTO import_order (import, number, line) SELECT * FROM unnest($1, $2, $3) ON CONFLICT (import, number, line) DO NOTHING
