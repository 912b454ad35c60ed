DELETE FROM parked_receipts WHERE reference = $1
