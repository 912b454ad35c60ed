SELECT store, url, wanted, state, since, reason FROM callback_endpoints WHERE store > $1 ORDER BY store LIMIT $2
