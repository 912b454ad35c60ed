SELECT e.id, e.number, e.type, e.facts, e.created, e.attempts
FROM callback_heads h JOIN callback_events e ON e.id = h.event
WHERE h.store = $1 AND h.due <= $2
ORDER BY h.due, h.event
LIMIT $3
