UPDATE campaigns SET status = $2, remainder = $3, ended = $4 WHERE id = $1
