DELETE FROM import_lines WHERE import = $1 AND line IN (SELECT line FROM import_lines WHERE import = $1 LIMIT $2)
