UPDATE deliveries
SET status = $2, code = $3, until = $4, carrier_reference = $5,
    decided_at = $6, consent = $7, rule = $8, rules = $9, zone = $10, zone_source = $11, reason = $12, updated = $13
WHERE id = $1
