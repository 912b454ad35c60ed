INSERT INTO deliveries (id, store, number, text, parts, priority, reply, owed, prompted, status, epoch, created, updated)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, $10, $10)
