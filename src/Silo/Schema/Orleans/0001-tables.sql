-- What Orleans keeps on PostgreSQL. Table names are ours; the names of parameters and of result columns are Orleans' (its ADO.NET providers read
-- the texts of their queries from orleansquery by these keys and read results by name). A query that changes something answers how many rows it changed.
CREATE TABLE orleansquery (querykey varchar(64) PRIMARY KEY, querytext varchar(8000) NOT NULL);

-- One row for each cluster: every change of the membership moves its version on, so that two silos that change it at once are told apart.
CREATE TABLE orleans_membership_version (
  deploymentid varchar(150) PRIMARY KEY, "timestamp" timestamptz NOT NULL DEFAULT now(), version integer NOT NULL DEFAULT 0);

CREATE TABLE orleans_membership (
  deploymentid varchar(150) NOT NULL REFERENCES orleans_membership_version, address varchar(45) NOT NULL, port integer NOT NULL, generation integer NOT NULL,
  siloname varchar(150) NOT NULL, hostname varchar(150) NOT NULL, status integer NOT NULL, proxyport integer, suspecttimes varchar(8000),
  starttime timestamptz NOT NULL, iamalivetime timestamptz NOT NULL,
  PRIMARY KEY (deploymentid, address, port, generation));

CREATE TABLE orleans_reminders (
  serviceid varchar(150) NOT NULL, grainid varchar(150) NOT NULL, remindername varchar(150) NOT NULL,
  starttime timestamptz NOT NULL, period bigint NOT NULL, grainhash integer NOT NULL, version integer NOT NULL,
  PRIMARY KEY (serviceid, grainid, remindername));
CREATE INDEX orleans_reminders_hash ON orleans_reminders (serviceid, grainhash);

-- The states of actors where Cluster:States is AdoNet. The key is what the provider's original table lacks: there, two activations that write
-- for the first time at once leave two rows. A grain without a key extension has the empty one.
CREATE TABLE orleans_storage (
  serviceid varchar(150) NOT NULL, graintype varchar(512) NOT NULL, n0 bigint NOT NULL, n1 bigint NOT NULL, extension varchar(512) NOT NULL,
  payload bytea, version integer NOT NULL,
  PRIMARY KEY (serviceid, graintype, n0, n1, extension)) WITH (fillfactor = 70);
