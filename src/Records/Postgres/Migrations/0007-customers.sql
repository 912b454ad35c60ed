CREATE TABLE customers (store BIGINT NOT NULL, number BIGINT NOT NULL, id BIGINT NOT NULL UNIQUE, PRIMARY KEY (store, number));

CREATE TABLE accounts (id BIGINT PRIMARY KEY, email TEXT NOT NULL);
CREATE INDEX accounts_email ON accounts (email, id);

CREATE INDEX inbox_number ON inbox (store, "from", id);

-- Numbered like deliveries from now on.
ALTER TABLE inbox ALTER COLUMN id DROP IDENTITY;
