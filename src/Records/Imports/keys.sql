SELECT number, line FROM import_rows WHERE import = $1 ORDER BY number, line
