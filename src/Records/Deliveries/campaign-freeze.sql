UPDATE campaigns SET frozen = $2, audience = $3, started = $4 WHERE id = $1
