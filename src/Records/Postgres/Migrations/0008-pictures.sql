-- One row per distinct picture. Pictures are compressed already: trying it again would only cost time.
CREATE TABLE pictures (
  hash TEXT COLLATE "C" PRIMARY KEY, token TEXT COLLATE "C" NOT NULL UNIQUE, type BIGINT NOT NULL, size BIGINT NOT NULL, width BIGINT NOT NULL, height BIGINT NOT NULL,
  created BIGINT NOT NULL, bytes BYTEA NOT NULL);
ALTER TABLE pictures ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- The hash of the text's picture. The picture is kept before its text is.
ALTER TABLE texts ADD COLUMN picture TEXT COLLATE "C";

-- What came with a text from a handset, as JSON: a list of content types and addresses.
ALTER TABLE inbox ADD COLUMN media TEXT;
