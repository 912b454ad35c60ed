UPDATE idempotency_keys SET status = $3, body = $4 WHERE scope = $1 AND key = $2
