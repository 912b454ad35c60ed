SELECT due FROM callback_heads WHERE store = $1 AND due > $2 ORDER BY due LIMIT 1
