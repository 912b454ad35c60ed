SELECT id, "from", "to", text, meaning, status, keyword, at, media FROM inbox WHERE store = $1 AND id < $2 ORDER BY id DESC LIMIT $3
