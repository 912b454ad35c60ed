INSERT INTO picture_uses (hash, used) VALUES ($1, $2)
ON CONFLICT (hash) DO UPDATE SET used = excluded.used
