-- Times are unix milliseconds; flags 0 or 1.

-- One row to try a write on.
CREATE TABLE probe (tries BIGINT NOT NULL);
INSERT INTO probe (tries) VALUES (0);

CREATE SEQUENCE ids START 1001;

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE idempotency_keys (
  scope TEXT NOT NULL, key TEXT NOT NULL, body_hash TEXT NOT NULL, effect BIGINT NOT NULL, reserved BIGINT NOT NULL,
  status BIGINT, body TEXT,
  PRIMARY KEY (scope, key));
CREATE INDEX idempotency_keys_reserved ON idempotency_keys (reserved);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;

CREATE TABLE audit (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at BIGINT NOT NULL, "by" TEXT NOT NULL, act TEXT NOT NULL, subject TEXT NOT NULL, reason TEXT, details TEXT);
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit EXECUTE FUNCTION refuse_change();
