INSERT INTO parked_receipts (reference, status, code, at, parked, number) SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
ON CONFLICT (reference) DO NOTHING
