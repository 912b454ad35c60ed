SELECT e.store, e.wanted FROM unnest($1) AS given (store) JOIN callback_endpoints e ON e.store = given.store
