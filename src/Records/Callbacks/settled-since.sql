-- The first of each status, then the first of these: each on the index.
SELECT id, number FROM (
  SELECT * FROM (SELECT id, number FROM callback_events WHERE store = $1 AND status = 1 AND id > $2 AND created >= $3 ORDER BY id LIMIT $4) delivered
  UNION ALL SELECT * FROM (SELECT id, number FROM callback_events WHERE store = $1 AND status = 2 AND id > $2 AND created >= $3 ORDER BY id LIMIT $4) given_up) events
ORDER BY id
LIMIT $4
