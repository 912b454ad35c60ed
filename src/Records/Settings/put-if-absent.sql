-- A row that stands is written as it is: DO NOTHING would answer no row.
INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = settings.value RETURNING value
