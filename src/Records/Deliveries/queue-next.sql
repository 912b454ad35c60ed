-- A queued row is due since it was made, and so is one that an older activation has claimed meanwhile; a deferred one at its time.
SELECT MIN(due) FROM (
  SELECT * FROM (
    SELECT created AS due FROM deliveries
    WHERE campaign IS NULL AND status IN (0, 1, 7) AND store = $1 AND priority = $2 AND status = 0 AND until IS NULL
    ORDER BY id LIMIT 1) queued
  UNION ALL
  SELECT MIN(created) AS due FROM deliveries
  WHERE campaign IS NULL AND status IN (0, 1, 7) AND store = $1 AND priority = $2 AND status = 1 AND epoch < $3
  UNION ALL
  SELECT * FROM (
    SELECT until AS due FROM deliveries
    WHERE campaign IS NULL AND status IN (0, 1, 7) AND store = $1 AND priority = $2 AND status = 7
    ORDER BY until LIMIT 1) deferred) waiting
