SELECT 1 FROM deliveries WHERE id = $1
