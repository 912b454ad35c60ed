INSERT INTO campaigns (id, store, name, status, text, parts, frozen, audience, created, started)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
