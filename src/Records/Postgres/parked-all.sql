SELECT reference FROM parked_receipts
