SELECT id, number, status, code FROM deliveries
WHERE campaign = $1 AND status = 7 AND until <= $2
ORDER BY until, id
LIMIT $3
FOR UPDATE
