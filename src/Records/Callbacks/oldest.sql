-- Events happened roughly in the order of their ids, so looking at the first ones only suffices.
SELECT id, number FROM (SELECT id, number, created FROM callback_events WHERE store = $1 AND status = 0 ORDER BY id LIMIT $4) first
WHERE created < $2 OR id <= COALESCE((SELECT id FROM callback_events WHERE store = $1 AND status = 0 ORDER BY id DESC LIMIT 1 OFFSET $3), 0)
ORDER BY id
