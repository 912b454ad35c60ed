SELECT p.reference, p.status, p.code, p.at, p.parked
FROM unnest($1) AS given (reference) JOIN parked_receipts p ON p.reference = given.reference
ORDER BY p.reference
FOR UPDATE OF p
