INSERT INTO import_lines (import, line, number, written, outcome, reason) SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
