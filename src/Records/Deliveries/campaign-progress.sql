UPDATE campaigns SET cursor = $2, claimed = $3 WHERE id = $1
