INSERT INTO idempotency_keys (scope, key, body_hash, effect, reserved) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (scope, key) DO NOTHING
