UPDATE deliveries SET status = 1, epoch = $2, code = NULL, until = NULL, updated = $3 WHERE id = $1
