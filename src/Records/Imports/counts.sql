SELECT outcome, count FROM import_counts WHERE import = $1
