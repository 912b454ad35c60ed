SELECT number, id FROM customers WHERE store = $1 AND number = $2
