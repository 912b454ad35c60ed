DELETE FROM import_rows WHERE import = $1 AND line IN (SELECT line FROM import_rows WHERE import = $1 LIMIT $2)
