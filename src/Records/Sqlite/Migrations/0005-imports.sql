CREATE TABLE imports (id INTEGER PRIMARY KEY, store INTEGER NOT NULL, created INTEGER NOT NULL, ordered INTEGER NOT NULL DEFAULT 0);

-- Every line of the file, in its order. Outcomes of good lines are in import_order.
CREATE TABLE import_lines (
  import INTEGER NOT NULL, line INTEGER NOT NULL, number INTEGER, written TEXT, outcome TEXT, reason TEXT,
  PRIMARY KEY (import, line)) WITHOUT ROWID;

-- What a good line says; dropped when the import has finished.
CREATE TABLE import_rows (
  import INTEGER NOT NULL, line INTEGER NOT NULL, number INTEGER NOT NULL, wanted INTEGER NOT NULL,
  source TEXT, evidence TEXT, wording TEXT, given_at INTEGER, first_name TEXT, last_name TEXT,
  PRIMARY KEY (import, line)) WITHOUT ROWID;

-- The good lines in the order of numbers, written once in that order. Outcomes come in the same order, so they change neighbouring pages;
-- kept by line they would change one page each.
CREATE TABLE import_order (
  import INTEGER NOT NULL, number INTEGER NOT NULL, line INTEGER NOT NULL, outcome TEXT, reason TEXT,
  PRIMARY KEY (import, number, line)) WITHOUT ROWID;

CREATE TABLE import_counts (
  import INTEGER NOT NULL, outcome TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (import, outcome)) WITHOUT ROWID;
