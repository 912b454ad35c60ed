-- One row per distinct picture. The bytes come last: the columns before them are read without them.
CREATE TABLE pictures (
  hash TEXT PRIMARY KEY, token TEXT NOT NULL UNIQUE, type INTEGER NOT NULL, size INTEGER NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL,
  created INTEGER NOT NULL, bytes BLOB NOT NULL);

-- The hash of the text's picture. The picture is kept before its text is.
ALTER TABLE texts ADD COLUMN picture TEXT;

-- What came with a text from a handset, as JSON: a list of content types and addresses.
ALTER TABLE inbox ADD COLUMN media TEXT;
