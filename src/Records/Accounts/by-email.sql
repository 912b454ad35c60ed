SELECT id FROM accounts WHERE email = $1 ORDER BY id
