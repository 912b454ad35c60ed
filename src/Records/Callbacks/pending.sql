SELECT number, id FROM callback_events WHERE store = $1 AND number = $2 AND status = 0 ORDER BY id LIMIT 1
