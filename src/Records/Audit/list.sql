SELECT id, at, "by", act, subject, reason, details FROM audit WHERE id < $1 ORDER BY id DESC LIMIT $2
