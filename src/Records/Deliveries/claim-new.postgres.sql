INSERT INTO deliveries (id, store, campaign, number, text, parts, priority, status, epoch, created, updated)
SELECT id, store, campaign, number, text, parts, priority, 1, epoch, now, now
FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) AS n (id, store, campaign, number, text, parts, priority, epoch, now)
