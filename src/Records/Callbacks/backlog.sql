SELECT COUNT(*), MIN(created) FROM (SELECT created FROM callback_events WHERE store = $1 AND status = 0 ORDER BY id LIMIT $2) pending
