SELECT hash FROM consent_log WHERE store = $1 ORDER BY seq DESC LIMIT 1
