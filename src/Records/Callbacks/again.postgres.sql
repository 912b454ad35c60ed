UPDATE callback_events e SET status = 0, attempts = 0, settled = NULL FROM unnest($1) AS given (id) WHERE e.id = given.id
