UPDATE deliveries d SET carrier_reference = n.reference
FROM unnest($1, $2) AS n (id, reference)
WHERE d.id = n.id AND d.status = 8 AND d.carrier_reference IS NULL
