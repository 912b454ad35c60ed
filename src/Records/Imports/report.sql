SELECT l.line, COALESCE(l.written, '+' || l.number), COALESCE(l.outcome, o.outcome), COALESCE(l.reason, o.reason)
FROM import_lines l LEFT JOIN import_order o ON o.import = l.import AND o.number = l.number AND o.line = l.line
WHERE l.import = $1 AND l.line > $2 AND COALESCE(l.outcome, o.outcome) IS NOT NULL
ORDER BY l.line
LIMIT $3
