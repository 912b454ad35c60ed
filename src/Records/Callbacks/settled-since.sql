SELECT id, number FROM callback_events WHERE store = $1 AND status IN (1, 2) AND id > $2 AND created >= $3 ORDER BY id LIMIT $4
