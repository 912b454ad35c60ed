-- A reference that a text has had is that text's own, told once more: nobody else is to be found by its number.
INSERT INTO parked_receipts (reference, status, code, at, parked, number)
SELECT n.reference, n.status, n.code, n.at, n.parked, CASE WHEN EXISTS (SELECT 1 FROM deliveries d WHERE d.carrier_reference = n.reference) THEN NULL ELSE n.number END
FROM unnest($1, $2, $3, $4, $5, $6) AS n (reference, status, code, at, parked, number)
ON CONFLICT (reference) DO NOTHING
