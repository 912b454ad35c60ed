UPDATE deliveries d
SET status = n.status, code = n.code, until = n.until, carrier_reference = n.carrier_reference,
    decided_at = n.decided_at, consent = n.consent, rule = n.rule, rules = n.rules, zone = n.zone, zone_source = n.zone_source, reason = n.reason, updated = n.updated
FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  AS n (id, status, code, until, carrier_reference, decided_at, consent, rule, rules, zone, zone_source, reason, updated)
WHERE d.id = n.id
