UPDATE actor_states state
SET version = state.version + 1, data = new.data
FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS new (kind, key, version, data, n)
WHERE state.kind = new.kind AND state.key = new.key AND state.version = new.version
RETURNING new.n
