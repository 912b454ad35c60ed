DELETE FROM callback_endpoints WHERE store = $1
