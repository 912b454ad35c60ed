INSERT INTO stores (id, account, name, brand, keyword, sender, time_zone, double_opt_in, duplicate_guard, help_contact, created)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (id) DO UPDATE SET
  account = excluded.account, name = excluded.name, brand = excluded.brand, keyword = excluded.keyword, sender = excluded.sender,
  time_zone = excluded.time_zone, double_opt_in = excluded.double_opt_in, duplicate_guard = excluded.duplicate_guard, help_contact = excluded.help_contact
