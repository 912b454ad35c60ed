SELECT d.id, d.store, d.campaign, d.number, t.body, t.kind, d.priority, d.reply, d.status, d.code, d.parts, d.until, d.carrier_reference,
       d.decided_at, d.consent, d.rule, d.rules, d.zone, d.zone_source, d.reason, d.created, d.updated,
       p.hash, p.token, p.type, p.size
FROM deliveries d JOIN texts t ON t.id = d.text LEFT JOIN pictures p ON p.hash = t.picture
WHERE d.campaign = $5 AND d.store = $1 AND d.id < $2 AND ($3 IS NULL OR d.status = $3)
ORDER BY d.id DESC
LIMIT $4
