SELECT COUNT(*) FROM campaigns WHERE store = $1 AND created >= $2
