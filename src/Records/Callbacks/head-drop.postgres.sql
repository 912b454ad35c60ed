DELETE FROM callback_heads h USING unnest($1, $2) AS given (store, number) WHERE h.store = given.store AND h.number = given.number
