SELECT hash, token, type, size FROM pictures WHERE hash = $1
