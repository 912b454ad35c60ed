SELECT p.reference, p.status, p.code, p.at
FROM unnest($1, $2) AS given (reference, tolerance) JOIN parked_receipts p ON p.reference = given.reference
WHERE p.parked + given.tolerance >= (
  SELECT created FROM deliveries WHERE carrier_reference = p.reference AND status IN (2, 8) ORDER BY carrier_reference, id DESC LIMIT 1)
