-- The newest of each status, then the newest of these: each on the index.
SELECT id, number, type, facts, created, status, attempts, http_status, error, attempted, settled FROM (
  SELECT * FROM (SELECT * FROM callback_events WHERE store = $1 AND status = 0 AND id < $2 ORDER BY id DESC LIMIT $3) pending
  UNION ALL SELECT * FROM (SELECT * FROM callback_events WHERE store = $1 AND status = 1 AND id < $2 ORDER BY id DESC LIMIT $3) delivered
  UNION ALL SELECT * FROM (SELECT * FROM callback_events WHERE store = $1 AND status = 2 AND id < $2 ORDER BY id DESC LIMIT $3) given_up) events
ORDER BY id DESC
LIMIT $3
