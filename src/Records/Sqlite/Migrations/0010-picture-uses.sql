-- When a picture was last taken for a text. Of its own: a change of a picture's row would write its bytes again.
CREATE TABLE picture_uses (hash TEXT PRIMARY KEY, used INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX picture_uses_used ON picture_uses (used);
INSERT INTO picture_uses SELECT hash, created FROM pictures;
