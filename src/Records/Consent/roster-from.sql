SELECT number, status, first_name, last_name, seq, since
FROM roster
WHERE store = $1 AND status = $2
ORDER BY number
LIMIT $3 OFFSET $4
