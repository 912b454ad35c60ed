SELECT campaign, status, code, created FROM deliveries WHERE id = $1
