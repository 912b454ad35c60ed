INSERT INTO pictures (hash, token, type, size, width, height, created, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (hash) DO NOTHING
