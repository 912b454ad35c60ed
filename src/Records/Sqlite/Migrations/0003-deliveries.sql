-- One row per distinct text: a campaign's rows share theirs.
CREATE TABLE texts (
  id INTEGER PRIMARY KEY, body TEXT NOT NULL, sender TEXT NOT NULL, kind INTEGER NOT NULL,
  encoding INTEGER NOT NULL, units INTEGER NOT NULL, parts INTEGER NOT NULL, parts_per_160 INTEGER NOT NULL, fingerprint INTEGER NOT NULL,
  duplicate_guard INTEGER NOT NULL);

CREATE TABLE campaigns (
  id INTEGER PRIMARY KEY, store INTEGER NOT NULL, name TEXT NOT NULL, status INTEGER NOT NULL, text INTEGER NOT NULL, parts INTEGER NOT NULL,
  epoch INTEGER NOT NULL DEFAULT 0, cursor INTEGER NOT NULL DEFAULT 0, claimed INTEGER NOT NULL DEFAULT 0,
  frozen INTEGER NOT NULL, audience INTEGER NOT NULL, remainder INTEGER,
  created INTEGER NOT NULL, started INTEGER, ended INTEGER,
  UNIQUE (store, name));
CREATE INDEX campaigns_store ON campaigns (store, id);

-- Claimed numbers by status and code, kept by differences, so that progress never counts rows.
CREATE TABLE campaign_counts (
  campaign INTEGER NOT NULL, status INTEGER NOT NULL, code TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (campaign, status, code)) WITHOUT ROWID;

CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY, store INTEGER NOT NULL, campaign INTEGER, number INTEGER NOT NULL, text INTEGER NOT NULL, parts INTEGER NOT NULL,
  priority INTEGER NOT NULL, reply INTEGER, owed INTEGER, prompted INTEGER,
  status INTEGER NOT NULL, epoch INTEGER NOT NULL, code TEXT, until INTEGER, carrier_reference TEXT,
  decided_at INTEGER, consent INTEGER, rule TEXT, rules TEXT, zone TEXT, zone_source TEXT, reason TEXT,
  created INTEGER NOT NULL, updated INTEGER NOT NULL);
CREATE INDEX deliveries_store ON deliveries (store, id);
CREATE INDEX deliveries_number ON deliveries (store, number, id);
CREATE INDEX deliveries_campaign ON deliveries (campaign, id) WHERE campaign IS NOT NULL;
CREATE INDEX deliveries_submitting ON deliveries (campaign, epoch, id) WHERE campaign IS NOT NULL AND status = 1;
CREATE INDEX deliveries_deferred ON deliveries (campaign, until, id) WHERE campaign IS NOT NULL AND status = 7;
CREATE INDEX deliveries_queue ON deliveries (store, priority, status, until, id) WHERE campaign IS NULL AND status IN (0, 1, 7);
-- Rows that a receipt may still move.
CREATE INDEX deliveries_awaited ON deliveries (carrier_reference) WHERE status IN (2, 8) AND carrier_reference IS NOT NULL;

-- Receipts that came before the outcome that names their reference.
CREATE TABLE parked_receipts (
  reference TEXT PRIMARY KEY, status INTEGER NOT NULL, code TEXT, at INTEGER NOT NULL, parked INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX parked_receipts_age ON parked_receipts (parked);
