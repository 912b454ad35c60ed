SELECT number FROM import_lines WHERE import = $1 AND line = $2
