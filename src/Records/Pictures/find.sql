SELECT hash, token, type, size, width, height, created, bytes FROM pictures WHERE token = $1
