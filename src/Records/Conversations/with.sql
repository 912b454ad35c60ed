-- What was handed over, and what came in. The statuses are those of texts that left, or may have.
SELECT id, number, text, at, status FROM (
  SELECT i.id AS id, i."from" AS number, i.text AS text, i.at AS at, NULL AS status FROM inbox i WHERE i.store = $1 AND i."from" = $2 AND i.at >= $3 AND i.at < $4
  UNION ALL
  SELECT d.id, d.number, t.body, d.created, d.status FROM deliveries d JOIN texts t ON t.id = d.text
  WHERE d.store = $1 AND d.number = $2 AND d.created >= $3 AND d.created < $4 AND d.status IN (2, 3, 4, 5, 8)) both_ways
ORDER BY at, id
LIMIT $5 OFFSET $6
