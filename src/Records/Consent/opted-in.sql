SELECT COALESCE(SUM(opted_in), 0) FROM roster_areas WHERE store = $1
