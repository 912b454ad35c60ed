DELETE FROM parked_receipts WHERE parked < $1
