INSERT INTO customers (id, store, number) SELECT * FROM unnest($1, $2, $3) ON CONFLICT (store, number) DO NOTHING
