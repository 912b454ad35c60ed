-- Room to try a write in.
CREATE TABLE probe (room BLOB NOT NULL);

-- Ids are taken from here in blocks; no id below "next" is ever given again.
CREATE TABLE ids (next INTEGER NOT NULL);
INSERT INTO ids (next) VALUES (1001);

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE wakeups (kind TEXT NOT NULL, key TEXT NOT NULL, due INTEGER NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;

CREATE TABLE idempotency_keys (
  scope TEXT NOT NULL, key TEXT NOT NULL, body_hash TEXT NOT NULL, effect INTEGER NOT NULL, reserved INTEGER NOT NULL,
  status INTEGER, body TEXT,
  UNIQUE (scope, key));
CREATE INDEX idempotency_keys_reserved ON idempotency_keys (reserved);

CREATE TABLE audit (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, "by" TEXT NOT NULL, act TEXT NOT NULL, subject TEXT NOT NULL, reason TEXT, details TEXT);
CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
