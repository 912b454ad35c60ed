UPDATE deliveries SET status = 2, code = NULL, carrier_reference = $2, updated = $3 WHERE id = $1
