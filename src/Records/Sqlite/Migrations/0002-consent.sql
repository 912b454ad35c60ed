CREATE TABLE consent_log (
  seq INTEGER PRIMARY KEY, store INTEGER NOT NULL, number INTEGER NOT NULL, status INTEGER NOT NULL, method INTEGER NOT NULL,
  source TEXT, evidence TEXT, wording TEXT, given_at INTEGER, reason TEXT, first_name TEXT, last_name TEXT,
  "by" TEXT NOT NULL, recorded_at INTEGER NOT NULL, hash BLOB NOT NULL);
CREATE INDEX consent_log_store ON consent_log (store, seq);
CREATE INDEX consent_log_number ON consent_log (store, number, seq);
CREATE TRIGGER consent_log_keeps BEFORE UPDATE ON consent_log BEGIN SELECT RAISE(ABORT, 'the consent log is append-only'); END;
CREATE TRIGGER consent_log_stays BEFORE DELETE ON consent_log BEGIN SELECT RAISE(ABORT, 'the consent log is append-only'); END;

-- The latest row of the log by number: an index of it, written in the same transaction.
CREATE TABLE roster (
  store INTEGER NOT NULL, number INTEGER NOT NULL, status INTEGER NOT NULL, seq INTEGER NOT NULL, since INTEGER NOT NULL,
  first_name TEXT, last_name TEXT,
  PRIMARY KEY (store, number)) WITHOUT ROWID;

-- Opted-in numbers by leading digits, kept with the roster, so that counting a million is reading a few hundred.
CREATE TABLE roster_areas (
  store INTEGER NOT NULL, area INTEGER NOT NULL, opted_in INTEGER NOT NULL,
  PRIMARY KEY (store, area)) WITHOUT ROWID;
