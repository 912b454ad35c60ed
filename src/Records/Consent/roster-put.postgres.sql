INSERT INTO roster (store, number, status, seq, since, first_name, last_name) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (store, number) DO UPDATE SET
  status = excluded.status, seq = excluded.seq,
  since = CASE WHEN roster.status = excluded.status THEN roster.since ELSE excluded.since END,
  first_name = COALESCE(excluded.first_name, roster.first_name), last_name = COALESCE(excluded.last_name, roster.last_name)
