SELECT reference, status, code, at, parked FROM parked_receipts WHERE reference = $1
