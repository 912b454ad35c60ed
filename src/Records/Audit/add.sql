INSERT INTO audit (at, "by", act, subject, reason, details) VALUES ($1, $2, $3, $4, $5, $6)
