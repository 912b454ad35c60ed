UPDATE imports SET ordered = 1 WHERE id = $1
