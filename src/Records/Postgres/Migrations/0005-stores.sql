CREATE TABLE stores (
  id BIGINT PRIMARY KEY, account BIGINT NOT NULL, name TEXT NOT NULL, brand TEXT NOT NULL, keyword TEXT NOT NULL, sender TEXT NOT NULL,
  time_zone TEXT NOT NULL, double_opt_in BIGINT NOT NULL, duplicate_guard BIGINT NOT NULL, help_contact TEXT NOT NULL, created BIGINT NOT NULL);
CREATE INDEX stores_account ON stores (account, id);
CREATE INDEX stores_sender ON stores (sender, id);

CREATE TABLE inbox (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, store BIGINT NOT NULL, message_id TEXT NOT NULL, "from" BIGINT NOT NULL, "to" TEXT NOT NULL, text TEXT NOT NULL,
  meaning BIGINT NOT NULL, status BIGINT NOT NULL, keyword TEXT, at BIGINT NOT NULL,
  UNIQUE (store, message_id));
CREATE INDEX inbox_store ON inbox (store, id);
