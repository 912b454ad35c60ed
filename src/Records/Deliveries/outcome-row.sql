SELECT id, campaign, code, created, store, number FROM deliveries WHERE id = $1 AND status = 1
