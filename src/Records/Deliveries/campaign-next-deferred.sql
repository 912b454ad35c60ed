SELECT until FROM deliveries WHERE campaign = $1 AND status = 7 ORDER BY until LIMIT 1
