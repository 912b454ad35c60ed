SELECT c.number, c.id FROM unnest($1, $2) AS given (store, number) JOIN customers c ON c.store = given.store AND c.number = given.number
