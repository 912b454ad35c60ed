-- Events are settled roughly in the order of their ids, so looking at the first ones only suffices.
DELETE FROM callback_events
WHERE id IN (SELECT id FROM callback_events WHERE store = $1 AND status = $2 ORDER BY id LIMIT $4) AND settled < $3
