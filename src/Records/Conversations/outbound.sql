SELECT d.id, d.number, t.body, d.created, d.status FROM deliveries d JOIN texts t ON t.id = d.text
WHERE d.store = $1 AND d.created >= $2 AND d.created < $3 AND d.status IN (2, 3, 4, 5, 8)
ORDER BY d.id
LIMIT $4 OFFSET $5
