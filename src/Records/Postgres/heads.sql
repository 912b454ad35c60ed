-- In the order of stores, so that two that append to several wait for one another instead of stopping one another.
INSERT INTO consent_heads AS h (store) SELECT * FROM unnest($1) AS given (store) ORDER BY store
ON CONFLICT (store) DO UPDATE SET seq = h.seq
RETURNING store, hash
