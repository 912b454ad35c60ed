UPDATE callback_heads SET due = $2 WHERE store = $1 AND due > $2
