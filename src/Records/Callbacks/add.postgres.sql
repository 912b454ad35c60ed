INSERT INTO callback_events (id, store, number, type, facts, created) SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
