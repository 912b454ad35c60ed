DELETE FROM callback_heads WHERE store = $1 AND number = $2
