CREATE TABLE stores (
  id INTEGER PRIMARY KEY, account INTEGER NOT NULL, name TEXT NOT NULL, brand TEXT NOT NULL, keyword TEXT NOT NULL, sender TEXT NOT NULL,
  time_zone TEXT NOT NULL, double_opt_in INTEGER NOT NULL, duplicate_guard INTEGER NOT NULL, help_contact TEXT NOT NULL, created INTEGER NOT NULL);
CREATE INDEX stores_account ON stores (account, id);
CREATE INDEX stores_sender ON stores (sender, id);

CREATE TABLE inbox (
  id INTEGER PRIMARY KEY, store INTEGER NOT NULL, message_id TEXT NOT NULL, "from" INTEGER NOT NULL, "to" TEXT NOT NULL, text TEXT NOT NULL,
  meaning INTEGER NOT NULL, status INTEGER NOT NULL, keyword TEXT, at INTEGER NOT NULL,
  UNIQUE (store, message_id));
CREATE INDEX inbox_store ON inbox (store, id);
