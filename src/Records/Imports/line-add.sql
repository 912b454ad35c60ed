INSERT INTO import_lines (import, line, number, written, outcome, reason) VALUES ($1, $2, $3, $4, $5, $6)
