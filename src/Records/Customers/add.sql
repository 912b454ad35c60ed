INSERT INTO customers (id, store, number) VALUES ($1, $2, $3) ON CONFLICT (store, number) DO NOTHING
