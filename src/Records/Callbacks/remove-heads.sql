DELETE FROM callback_heads WHERE store = $1
