INSERT INTO callback_heads (store, number, event, due)
SELECT * FROM unnest($1, $2, $3, $4) AS given (store, number, event, due) ORDER BY store, number
ON CONFLICT (store, number) DO UPDATE SET event = excluded.event, due = excluded.due
