SELECT id, audience FROM campaigns WHERE id = $1 OR (store = $2 AND name = $3) ORDER BY id = $1 DESC LIMIT 1
