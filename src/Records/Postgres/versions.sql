CREATE TABLE IF NOT EXISTS schema_versions (
  part TEXT NOT NULL, number INTEGER NOT NULL, applied_at TIMESTAMPTZ NOT NULL DEFAULT now(), PRIMARY KEY (part, number))
