-- A life of an actor starts 2^28 versions after the life before it, so the version of a deleted state never fits a later one.
-- 2^35 lives fit, each with 268 million writes.
CREATE SEQUENCE actor_lives INCREMENT BY 268435456 MINVALUE 0 START 1;

CREATE TABLE actor_states (
  kind text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL,
  version bigint NOT NULL DEFAULT nextval('actor_lives'), data bytea NOT NULL,
  PRIMARY KEY (kind, key)) WITH (fillfactor = 70);
