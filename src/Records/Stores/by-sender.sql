SELECT id FROM stores WHERE sender = $1 ORDER BY id
