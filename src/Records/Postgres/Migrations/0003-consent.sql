CREATE SEQUENCE consent_seq;

CREATE TABLE consent_log (
  seq BIGINT PRIMARY KEY, store BIGINT NOT NULL, number BIGINT NOT NULL, status BIGINT NOT NULL, method BIGINT NOT NULL,
  source TEXT, evidence TEXT, wording TEXT, given_at BIGINT, reason TEXT, first_name TEXT, last_name TEXT,
  "by" TEXT NOT NULL, recorded_at BIGINT NOT NULL, hash BYTEA NOT NULL);
CREATE INDEX consent_log_store ON consent_log (store, seq);
CREATE INDEX consent_log_number ON consent_log (store, number, seq);
CREATE TRIGGER consent_log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_log EXECUTE FUNCTION refuse_change();

-- The end of each store's chain. Who appends to it, or freezes an audience, holds this row until the commit: so sequence numbers and hashes of a store rise
-- in the order of commits.
CREATE TABLE consent_heads (
  store BIGINT PRIMARY KEY, seq BIGINT NOT NULL DEFAULT 0, hash BYTEA NOT NULL DEFAULT decode(repeat('00', 32), 'hex')) WITH (fillfactor = 50);

-- The latest row of the log by number: an index of it, written in the same transaction.
CREATE TABLE roster (
  store BIGINT NOT NULL, number BIGINT NOT NULL, status BIGINT NOT NULL, seq BIGINT NOT NULL, since BIGINT NOT NULL,
  first_name TEXT, last_name TEXT,
  PRIMARY KEY (store, number));

-- Opted-in numbers by leading digits, kept with the roster, so that counting a million is reading a few hundred.
CREATE TABLE roster_areas (
  store BIGINT NOT NULL, area BIGINT NOT NULL, opted_in BIGINT NOT NULL,
  PRIMARY KEY (store, area)) WITH (fillfactor = 50);
