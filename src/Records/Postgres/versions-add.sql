INSERT INTO schema_versions (part, number) VALUES ($1, $2)
