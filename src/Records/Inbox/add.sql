INSERT INTO inbox (store, message_id, "from", "to", text, meaning, status, keyword, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (store, message_id) DO NOTHING
RETURNING id
