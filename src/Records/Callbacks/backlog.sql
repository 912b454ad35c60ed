SELECT COUNT(*), MIN(created), (SELECT COUNT(*) FROM (SELECT id FROM callback_events WHERE store = $1 AND status = 2 ORDER BY id LIMIT $2) given_up)
FROM (SELECT created FROM callback_events WHERE store = $1 AND status = 0 ORDER BY id LIMIT $2) pending
