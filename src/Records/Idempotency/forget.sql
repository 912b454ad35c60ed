DELETE FROM idempotency_keys WHERE reserved < $1
