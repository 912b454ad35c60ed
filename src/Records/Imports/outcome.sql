UPDATE import_order SET outcome = $4, reason = $5 WHERE import = $1 AND number = $2 AND line = $3 AND outcome IS NULL
