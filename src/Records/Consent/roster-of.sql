SELECT number, status, first_name, last_name, seq, since
FROM roster
WHERE store = $1 AND number = $2
