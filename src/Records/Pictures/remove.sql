DELETE FROM pictures WHERE hash = $1
