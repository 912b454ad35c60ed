SELECT p.reference, p.status, p.code, p.at, d.id
FROM parked_receipts p JOIN deliveries d ON d.number = p.number AND d.status = 8 AND d.carrier_reference IS NULL
WHERE p.number IS NOT NULL AND p.parked <= $1 AND d.created <= p.parked AND d.created > p.parked - $2
  AND (SELECT count(*) FROM deliveries o WHERE o.number = p.number AND o.status = 8 AND o.carrier_reference IS NULL) = 1
  AND (SELECT count(*) FROM parked_receipts o WHERE o.number = p.number) = 1
ORDER BY p.reference
