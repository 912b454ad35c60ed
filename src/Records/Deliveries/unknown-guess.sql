-- Unknown texts are few, parked receipts may be many: the cross join keeps SQLite to this order.
SELECT p.reference, p.status, p.code, p.at, p.parked, d.id
FROM deliveries d CROSS JOIN parked_receipts p
WHERE d.status = 8 AND d.carrier_reference IS NULL AND p.number = d.number
  AND p.parked <= $1 AND d.created <= p.parked AND d.created > p.parked - $2
  AND (SELECT count(*) FROM deliveries o WHERE o.number = d.number AND o.status = 8 AND o.carrier_reference IS NULL) = 1
  AND NOT EXISTS (SELECT 1 FROM deliveries o WHERE o.store = d.store AND o.number = d.number AND o.status = 1)
  AND (SELECT count(*) FROM parked_receipts o WHERE o.number = d.number) = 1
ORDER BY p.reference
