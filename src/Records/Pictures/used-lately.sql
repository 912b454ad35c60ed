SELECT p.hash, p.token, p.type, p.size FROM picture_uses u JOIN pictures p ON p.hash = u.hash WHERE u.hash = $1 AND u.used > $2
