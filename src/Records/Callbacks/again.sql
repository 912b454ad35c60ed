UPDATE callback_events SET status = 0, attempts = 0, settled = NULL WHERE id = $1
