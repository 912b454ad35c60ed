-- Single sends handed to an activation that is gone. The condition with IN is that of the partial index; without the plus the rows would be looked for
-- among all of the store, which come in the order of ids.
SELECT d.id, d.number, d.priority, d.reply, d.owed, d.prompted, d.created,
       t.body, t.sender, t.kind, t.encoding, t.units, t.parts, t.parts_per_160, t.fingerprint, t.duplicate_guard,
       p.hash, p.token, p.type, p.size
FROM deliveries d JOIN texts t ON t.id = d.text LEFT JOIN pictures p ON p.hash = t.picture
WHERE d.campaign IS NULL AND d.status IN (0, 1, 7) AND d.store = $1 AND d.priority = $2 AND d.status = 1 AND d.epoch < $3
ORDER BY +d.id
LIMIT $4
