SELECT status FROM roster WHERE store = $1 AND number = $2
