SELECT body_hash, effect, status, body FROM idempotency_keys WHERE scope = $1 AND key = $2
