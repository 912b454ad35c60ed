SELECT e.number, e.id FROM unnest($1, $2) AS given (store, number) CROSS JOIN LATERAL (
  SELECT number, id FROM callback_events WHERE store = given.store AND number = given.number AND status = 0 ORDER BY id LIMIT 1) e
