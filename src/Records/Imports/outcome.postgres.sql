UPDATE import_order o SET outcome = n.outcome, reason = n.reason
FROM unnest($1, $2, $3, $4) AS n (import, line, outcome, reason) JOIN import_lines l ON l.import = n.import AND l.line = n.line
WHERE o.import = l.import AND o.number = l.number AND o.line = l.line AND o.outcome IS NULL
RETURNING o.outcome
