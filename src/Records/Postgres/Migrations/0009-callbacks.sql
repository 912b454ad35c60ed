-- What transactions look at to know whether a store wants to be told of something; "wanted" has a bit for each type of event.
CREATE TABLE callback_endpoints (
  store BIGINT PRIMARY KEY, url TEXT NOT NULL, wanted BIGINT NOT NULL, state BIGINT NOT NULL, since BIGINT NOT NULL, reason TEXT);
CREATE INDEX callback_endpoints_state ON callback_endpoints (state, store);

CREATE TABLE callback_events (
  id BIGINT PRIMARY KEY, store BIGINT NOT NULL, number BIGINT NOT NULL, type BIGINT NOT NULL, facts TEXT NOT NULL, created BIGINT NOT NULL,
  status BIGINT NOT NULL DEFAULT 0, attempts BIGINT NOT NULL DEFAULT 0, http_status BIGINT, error TEXT, attempted BIGINT, settled BIGINT);
CREATE INDEX callback_events_store ON callback_events (store, status, id);
CREATE INDEX callback_events_pending ON callback_events (store, number, id) WHERE status = 0;

-- The first pending event of each customer (number 0: of nobody) and when it is due. Who adds or settles events of a customer locks its row.
CREATE TABLE callback_heads (
  store BIGINT NOT NULL, number BIGINT NOT NULL, event BIGINT NOT NULL, due BIGINT NOT NULL,
  PRIMARY KEY (store, number)) WITH (fillfactor = 50);
CREATE INDEX callback_heads_due ON callback_heads (store, due, event);
