DELETE FROM parked_receipts p USING unnest($1) AS n (reference) WHERE p.reference = n.reference
