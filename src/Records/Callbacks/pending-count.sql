SELECT COUNT(*) FROM (SELECT id FROM callback_events WHERE status = 0 LIMIT $1) pending
