INSERT INTO deliveries (id, store, campaign, number, text, parts, priority, status, epoch, created, updated)
VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $9)
