SELECT CAST(COALESCE(SUM(opted_in), 0) AS BIGINT) FROM roster_areas WHERE store = $1
