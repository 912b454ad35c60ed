SELECT number, status, first_name, last_name, seq, since
FROM roster
WHERE store = $1 AND number > $2 AND ($3 IS NULL OR status = $3)
ORDER BY number
LIMIT $4
