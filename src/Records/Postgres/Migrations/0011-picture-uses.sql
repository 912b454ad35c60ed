-- When a picture was last taken for a text. Of its own, so that who takes a picture and who removes it meet at this row, before either looks at the picture.
CREATE TABLE picture_uses (hash TEXT COLLATE "C" PRIMARY KEY, used BIGINT NOT NULL);
CREATE INDEX picture_uses_used ON picture_uses (used);
INSERT INTO picture_uses SELECT hash, created FROM pictures;
