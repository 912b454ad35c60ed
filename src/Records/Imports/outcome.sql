UPDATE import_order SET outcome = $3, reason = $4
WHERE import = $1 AND number = (SELECT number FROM import_lines WHERE import = $1 AND line = $2) AND line = $2 AND outcome IS NULL
RETURNING outcome
