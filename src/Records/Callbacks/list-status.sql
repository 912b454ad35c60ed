SELECT id, number, type, facts, created, status, attempts, http_status, error, attempted, settled
FROM callback_events
WHERE store = $1 AND status = $4 AND id < $2
ORDER BY id DESC
LIMIT $3
