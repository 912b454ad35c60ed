SELECT d.carrier_reference, d.id, d.campaign, d.status, d.code, d.store, d.number
FROM unnest($1) AS given (reference) CROSS JOIN LATERAL (
  SELECT * FROM deliveries WHERE carrier_reference = given.reference AND status IN (2, 8) ORDER BY carrier_reference, id DESC LIMIT 1 FOR UPDATE) d
