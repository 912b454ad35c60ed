SELECT h.number FROM unnest($1, $2) AS given (store, number) JOIN callback_heads h ON h.store = given.store AND h.number = given.number
ORDER BY h.store, h.number
FOR UPDATE OF h
