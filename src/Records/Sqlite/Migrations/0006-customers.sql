CREATE TABLE customers (store INTEGER NOT NULL, number INTEGER NOT NULL, id INTEGER NOT NULL UNIQUE, PRIMARY KEY (store, number)) WITHOUT ROWID;

CREATE TABLE accounts (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
CREATE INDEX accounts_email ON accounts (email, id);

CREATE INDEX inbox_number ON inbox (store, "from", id);
