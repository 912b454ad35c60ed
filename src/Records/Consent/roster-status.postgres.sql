SELECT r.status, r.store, r.number
FROM unnest($1, $2) AS given (store, number) JOIN roster r ON r.store = given.store AND r.number = given.number
