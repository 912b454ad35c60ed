SELECT number FROM callback_events WHERE id = $1 AND store = $2
