-- What transactions look at to know whether a store wants to be told of something; "wanted" has a bit for each type of event.
CREATE TABLE callback_endpoints (
  store INTEGER PRIMARY KEY, url TEXT NOT NULL, wanted INTEGER NOT NULL, state INTEGER NOT NULL, since INTEGER NOT NULL, reason TEXT);
CREATE INDEX callback_endpoints_state ON callback_endpoints (state, store);

CREATE TABLE callback_events (
  id INTEGER PRIMARY KEY, store INTEGER NOT NULL, number INTEGER NOT NULL, type INTEGER NOT NULL, facts TEXT NOT NULL, created INTEGER NOT NULL,
  status INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0, http_status INTEGER, error TEXT, attempted INTEGER, settled INTEGER);
CREATE INDEX callback_events_store ON callback_events (store, status, id);
CREATE INDEX callback_events_pending ON callback_events (store, number, id) WHERE status = 0;

-- The first pending event of each customer (number 0: of nobody) and when it is due. Who adds or settles events of a customer locks its row.
CREATE TABLE callback_heads (
  store INTEGER NOT NULL, number INTEGER NOT NULL, event INTEGER NOT NULL, due INTEGER NOT NULL,
  PRIMARY KEY (store, number)) WITHOUT ROWID;
CREATE INDEX callback_heads_due ON callback_heads (store, due, event);
