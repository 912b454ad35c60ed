SELECT id, store, name, status, audience, created, ended FROM campaigns WHERE store = $1 AND id < $2 ORDER BY id DESC LIMIT $3
