INSERT INTO callback_events (id, store, number, type, facts, created) VALUES ($1, $2, $3, $4, $5, $6)
