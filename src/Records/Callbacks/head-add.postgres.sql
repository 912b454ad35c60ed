-- A row that stands is written as it is, which locks it: who settles its event at this moment waits, and finds the new one.
INSERT INTO callback_heads (store, number, event, due)
SELECT * FROM unnest($1, $2, $3, $4) AS given (store, number, event, due) ORDER BY store, number
ON CONFLICT (store, number) DO UPDATE SET due = callback_heads.due
