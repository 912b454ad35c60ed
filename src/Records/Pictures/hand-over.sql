UPDATE picture_uses SET used = $2 WHERE hash = $1 AND used < $3
