SELECT r.line, r.number, r.wanted, r.source, r.evidence, r.wording, r.given_at, r.first_name, r.last_name
FROM import_order o JOIN import_rows r ON r.import = o.import AND r.line = o.line
WHERE o.import = $1 AND (o.number, o.line) > ($2, $3)
ORDER BY o.number, o.line
LIMIT $4
