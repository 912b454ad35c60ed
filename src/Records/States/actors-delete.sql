DELETE FROM actor_states state
USING unnest($1, $2, $3) WITH ORDINALITY AS old (kind, key, version, n)
WHERE state.kind = old.kind AND state.key = old.key AND state.version = old.version
RETURNING old.n
