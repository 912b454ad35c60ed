SELECT id, account, name, brand, keyword, sender, time_zone, double_opt_in, duplicate_guard, help_contact, created
FROM stores WHERE id < $1 ORDER BY id DESC LIMIT $2
