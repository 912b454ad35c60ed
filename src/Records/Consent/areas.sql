SELECT area, opted_in FROM roster_areas WHERE store = $1 AND opted_in > 0
