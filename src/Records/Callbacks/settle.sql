UPDATE callback_events SET status = $2, attempts = attempts + 1, http_status = $3, error = $4, attempted = $5, settled = $6 WHERE id = $1 AND status = 0
