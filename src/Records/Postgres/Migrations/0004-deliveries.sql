-- One row per distinct text: a campaign's rows share theirs.
CREATE TABLE texts (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body TEXT NOT NULL, sender TEXT NOT NULL, kind BIGINT NOT NULL,
  encoding BIGINT NOT NULL, units BIGINT NOT NULL, parts BIGINT NOT NULL, parts_per_160 BIGINT NOT NULL, fingerprint BIGINT NOT NULL,
  duplicate_guard BIGINT NOT NULL);

CREATE TABLE campaigns (
  id BIGINT PRIMARY KEY, store BIGINT NOT NULL, name TEXT NOT NULL, status BIGINT NOT NULL, text BIGINT NOT NULL, parts BIGINT NOT NULL,
  epoch BIGINT NOT NULL DEFAULT 0, cursor BIGINT NOT NULL DEFAULT 0, claimed BIGINT NOT NULL DEFAULT 0,
  frozen BIGINT NOT NULL, audience BIGINT NOT NULL, remainder BIGINT,
  created BIGINT NOT NULL, started BIGINT, ended BIGINT,
  UNIQUE (store, name)) WITH (fillfactor = 50);
CREATE INDEX campaigns_store ON campaigns (store, id);

-- Claimed numbers by status and code, kept by differences, so that progress never counts rows.
CREATE TABLE campaign_counts (
  campaign BIGINT NOT NULL, status BIGINT NOT NULL, code TEXT NOT NULL, count BIGINT NOT NULL,
  PRIMARY KEY (campaign, status, code)) WITH (fillfactor = 50);

CREATE TABLE deliveries (
  id BIGINT PRIMARY KEY, store BIGINT NOT NULL, campaign BIGINT, number BIGINT NOT NULL, text BIGINT NOT NULL, parts BIGINT NOT NULL,
  priority BIGINT NOT NULL, reply BIGINT, owed BIGINT, prompted BIGINT,
  status BIGINT NOT NULL, epoch BIGINT NOT NULL, code TEXT, until BIGINT, carrier_reference TEXT COLLATE "C",
  decided_at BIGINT, consent BIGINT, rule TEXT, rules TEXT, zone TEXT, zone_source TEXT, reason TEXT,
  created BIGINT NOT NULL, updated BIGINT NOT NULL);
CREATE INDEX deliveries_store ON deliveries (store, id);
CREATE INDEX deliveries_number ON deliveries (store, number, id);
CREATE INDEX deliveries_campaign ON deliveries (campaign, id) WHERE campaign IS NOT NULL;
CREATE INDEX deliveries_submitting ON deliveries (campaign, epoch, id) WHERE campaign IS NOT NULL AND status = 1;
CREATE INDEX deliveries_deferred ON deliveries (campaign, until, id) WHERE campaign IS NOT NULL AND status = 7;
CREATE INDEX deliveries_queue ON deliveries (store, priority, status, until, id) WHERE campaign IS NULL AND status IN (0, 1, 7);
-- Rows that a receipt may still move.
CREATE INDEX deliveries_awaited ON deliveries (carrier_reference, id) WHERE status IN (2, 8) AND carrier_reference IS NOT NULL;

-- Receipts that came before the outcome that names their reference.
CREATE TABLE parked_receipts (
  reference TEXT COLLATE "C" PRIMARY KEY, status BIGINT NOT NULL, code TEXT, at BIGINT NOT NULL, parked BIGINT NOT NULL);
CREATE INDEX parked_receipts_age ON parked_receipts (parked);
