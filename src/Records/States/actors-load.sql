SELECT asked.n, state.version, state.data
FROM unnest($1, $2) WITH ORDINALITY AS asked (kind, key, n)
JOIN actor_states state ON state.kind = asked.kind AND state.key = asked.key
