SELECT store, url, wanted, state, since, reason FROM callback_endpoints WHERE state = $3 AND store > $1 ORDER BY store LIMIT $2
