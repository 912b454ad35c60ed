UPDATE deliveries d SET status = n.status, code = n.code, updated = n.updated
FROM unnest($1, $2, $3, $4) AS n (id, status, code, updated)
WHERE d.id = n.id
