INSERT INTO texts (body, sender, kind, encoding, units, parts, parts_per_160, fingerprint, duplicate_guard, picture)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
RETURNING id
