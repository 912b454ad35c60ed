SELECT r.number, r.status, r.first_name, r.last_name, r.seq, r.since
FROM unnest($1, $2) AS given (store, number) JOIN roster r ON r.store = given.store AND r.number = given.number
