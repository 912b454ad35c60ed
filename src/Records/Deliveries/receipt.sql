UPDATE deliveries SET status = $2, code = $3, updated = $4 WHERE id = $1
