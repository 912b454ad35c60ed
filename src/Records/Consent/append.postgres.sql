INSERT INTO consent_log (seq, store, number, status, method, source, evidence, wording, given_at, reason, first_name, last_name, "by", recorded_at, hash)
SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
