SELECT campaign, code, store, number, created FROM deliveries WHERE id = $1 AND status = 8 AND carrier_reference IS NULL
