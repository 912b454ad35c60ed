SELECT status, code, at FROM parked_receipts WHERE reference = $1 AND parked >= $2
