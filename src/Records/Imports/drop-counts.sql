DELETE FROM import_counts WHERE import = $1
