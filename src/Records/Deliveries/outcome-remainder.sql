SELECT d.id, c.remainder FROM deliveries d JOIN campaigns c ON c.id = d.campaign WHERE d.id = $1 AND c.ended IS NOT NULL
