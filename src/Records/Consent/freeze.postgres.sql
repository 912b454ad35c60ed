-- Locks the head of the store's chain as an append does: no consent comes between this and the end of the transaction.
INSERT INTO consent_heads AS h (store) VALUES ($1) ON CONFLICT (store) DO UPDATE SET seq = h.seq RETURNING seq
