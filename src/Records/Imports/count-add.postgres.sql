INSERT INTO import_counts (import, outcome, count) SELECT * FROM unnest($1, $2, $3)
ON CONFLICT (import, outcome) DO UPDATE SET count = import_counts.count + excluded.count
