UPDATE callback_events e SET status = 2, error = n.error, settled = n.settled FROM unnest($1, $2, $3) AS n (id, error, settled) WHERE e.id = n.id AND e.status = 0
