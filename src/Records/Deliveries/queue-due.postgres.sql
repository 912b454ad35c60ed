-- Two activations of a store may ask at once: what the other has claimed meanwhile is left out.
SELECT d.id, d.number, d.priority, d.reply, d.owed, d.prompted, d.created,
       t.body, t.sender, t.kind, t.encoding, t.units, t.parts, t.parts_per_160, t.fingerprint, t.duplicate_guard,
       p.hash, p.token, p.type, p.size
FROM (
  SELECT * FROM (
    SELECT id FROM deliveries
    WHERE campaign IS NULL AND status IN (0, 1, 7) AND store = $1 AND priority = $2 AND status = 0 AND until IS NULL
    ORDER BY id LIMIT $4) queued
  UNION ALL
  SELECT * FROM (
    SELECT id FROM deliveries
    WHERE campaign IS NULL AND status IN (0, 1, 7) AND store = $1 AND priority = $2 AND status = 7 AND until <= $3
    ORDER BY until, id LIMIT $4) deferred) due
JOIN deliveries d ON d.id = due.id
JOIN texts t ON t.id = d.text
LEFT JOIN pictures p ON p.hash = t.picture
WHERE d.status IN (0, 7) AND (d.until IS NULL OR d.until <= $3)
ORDER BY d.id
LIMIT $4
FOR UPDATE OF d
