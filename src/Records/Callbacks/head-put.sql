INSERT INTO callback_heads (store, number, event, due) VALUES ($1, $2, $3, $4)
ON CONFLICT (store, number) DO UPDATE SET event = excluded.event, due = excluded.due
