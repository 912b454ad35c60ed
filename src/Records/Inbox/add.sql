INSERT INTO inbox (id, store, message_id, "from", "to", text, meaning, status, keyword, at, media) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (store, message_id) DO NOTHING
