-- The next numbers that were opted in when the audience was frozen, whatever happened to them since: the roster answers for numbers that have
-- not changed, the log for the others.
SELECT r.number FROM roster r
WHERE r.store = $1 AND r.number > $2
  AND CASE WHEN r.seq <= $3 THEN r.status
      ELSE (SELECT l.status FROM consent_log l WHERE l.store = r.store AND l.number = r.number AND l.seq <= $3 ORDER BY l.seq DESC LIMIT 1) END = 3
ORDER BY r.number
LIMIT $4
