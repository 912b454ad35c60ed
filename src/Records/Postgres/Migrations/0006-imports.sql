CREATE TABLE imports (id BIGINT PRIMARY KEY, store BIGINT NOT NULL, created BIGINT NOT NULL, ordered BIGINT NOT NULL DEFAULT 0);

-- Every line of the file, in its order. Outcomes of good lines are in import_order.
CREATE TABLE import_lines (
  import BIGINT NOT NULL, line BIGINT NOT NULL, number BIGINT, written TEXT, outcome TEXT, reason TEXT,
  PRIMARY KEY (import, line));

-- What a good line says; dropped when the import has finished.
CREATE TABLE import_rows (
  import BIGINT NOT NULL, line BIGINT NOT NULL, number BIGINT NOT NULL, wanted BIGINT NOT NULL,
  source TEXT, evidence TEXT, wording TEXT, given_at BIGINT, first_name TEXT, last_name TEXT,
  PRIMARY KEY (import, line));

-- The good lines in the order of numbers, written once in that order. Outcomes come in the same order, so they change neighbouring pages;
-- kept by line they would change one page each.
CREATE TABLE import_order (
  import BIGINT NOT NULL, number BIGINT NOT NULL, line BIGINT NOT NULL, outcome TEXT, reason TEXT,
  PRIMARY KEY (import, number, line));

CREATE TABLE import_counts (
  import BIGINT NOT NULL, outcome TEXT NOT NULL, count BIGINT NOT NULL,
  PRIMARY KEY (import, outcome));
