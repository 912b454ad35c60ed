UPDATE deliveries SET status = $2, code = $3, until = NULL, updated = $4 WHERE id = $1
