INSERT INTO actor_states (kind, key, data)
SELECT kind, key, data FROM unnest($1, $2, $3) AS new (kind, key, data)
ON CONFLICT DO NOTHING
RETURNING kind, key, version
