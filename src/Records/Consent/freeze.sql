SELECT COALESCE(MAX(seq), 0) FROM consent_log WHERE store = $1
