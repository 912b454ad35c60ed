UPDATE callback_events SET status = 2, error = $2, settled = $3 WHERE id = $1 AND status = 0
