CREATE TABLE customers (store BIGINT NOT NULL, number BIGINT NOT NULL, id BIGINT NOT NULL UNIQUE, PRIMARY KEY (store, number));

CREATE TABLE accounts (id BIGINT PRIMARY KEY, email TEXT NOT NULL);
CREATE INDEX accounts_email ON accounts (email, id);

CREATE INDEX inbox_number ON inbox (store, "from", id);

-- Numbered like deliveries from now on; also by silos of the version before, which give no number.
ALTER TABLE inbox ALTER COLUMN id DROP IDENTITY;
ALTER TABLE inbox ALTER COLUMN id SET DEFAULT nextval('ids');
