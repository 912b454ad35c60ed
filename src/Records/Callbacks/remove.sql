DELETE FROM callback_events WHERE id IN (SELECT id FROM callback_events WHERE store = $1 ORDER BY status, id LIMIT $2)
