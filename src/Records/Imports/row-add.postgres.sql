INSERT INTO import_rows (import, line, number, wanted, source, evidence, wording, given_at, first_name, last_name)
SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
