UPDATE deliveries SET carrier_reference = $2 WHERE id = $1 AND status = 8 AND carrier_reference IS NULL
