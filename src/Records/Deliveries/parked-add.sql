INSERT INTO parked_receipts (reference, status, code, at, parked) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (reference) DO NOTHING
