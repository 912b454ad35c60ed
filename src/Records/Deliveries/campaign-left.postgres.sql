SELECT id, number, status, code FROM deliveries
WHERE campaign = $1 AND status = 1 AND epoch < $2
ORDER BY epoch, id
LIMIT $3
FOR UPDATE
