UPDATE deliveries SET carrier_reference = $2 WHERE id = $1
