UPDATE campaigns SET status = $2, started = CASE WHEN $2 = 2 THEN COALESCE(started, $3) ELSE started END WHERE id = $1 AND ended IS NULL
