SELECT seq, store, number, status, method, source, evidence, wording, given_at, reason, "by", recorded_at, hash, first_name, last_name
FROM consent_log
WHERE store = $1 AND seq > $2
ORDER BY seq
LIMIT $3
