SELECT data FROM {table} WHERE key = $1
