DELETE FROM import_order WHERE (import, number, line) IN (SELECT import, number, line FROM import_order WHERE import = $1 LIMIT $2)
