SELECT id, "from", text, at, NULL FROM inbox
WHERE store = $1 AND at >= $2 AND at < $3
ORDER BY id
LIMIT $4 OFFSET $5
