UPDATE callback_events e SET status = n.status, attempts = e.attempts + 1, http_status = n.http_status, error = n.error, attempted = n.attempted, settled = n.settled
FROM unnest($1, $2, $3, $4, $5, $6) AS n (id, status, http_status, error, attempted, settled)
WHERE e.id = n.id AND e.status = 0
