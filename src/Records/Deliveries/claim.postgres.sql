UPDATE deliveries d SET status = 1, epoch = n.epoch, code = NULL, until = NULL, updated = n.updated
FROM unnest($1, $2, $3) AS n (id, epoch, updated)
WHERE d.id = n.id
