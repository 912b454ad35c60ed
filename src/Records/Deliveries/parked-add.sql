-- A reference that a text has had is that text's own, told once more: nobody else is to be found by its number.
INSERT INTO parked_receipts (reference, status, code, at, parked, number)
VALUES ($1, $2, $3, $4, $5, CASE WHEN EXISTS (SELECT 1 FROM deliveries WHERE carrier_reference = $1) THEN NULL ELSE $6 END)
ON CONFLICT (reference) DO NOTHING
