UPDATE consent_heads h SET seq = n.seq, hash = n.hash FROM unnest($1, $2, $3) AS n (store, seq, hash) WHERE h.store = n.store
