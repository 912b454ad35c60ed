SELECT carrier_reference, id, campaign, status, code, store, number FROM deliveries WHERE carrier_reference = $1 AND status IN (2, 8) ORDER BY id DESC LIMIT 1
