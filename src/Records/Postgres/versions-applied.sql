SELECT part, number FROM schema_versions ORDER BY part, number
