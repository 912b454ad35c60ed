SELECT id, campaign, code, created FROM deliveries WHERE id = $1 AND status = 1
