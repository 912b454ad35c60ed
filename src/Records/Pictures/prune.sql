-- Needed are those of texts that wait and of campaigns that go on or ended lately. Looked at once each, not for each picture: there are more pictures than either.
-- The condition that stands outside as well sees who took the picture while this waited for its row.
DELETE FROM picture_uses
WHERE used < $1 AND hash IN (
  SELECT hash FROM picture_uses
  WHERE used < $1
    AND hash NOT IN (SELECT t.picture FROM campaigns c JOIN texts t ON t.id = c.text WHERE t.picture IS NOT NULL AND (c.ended IS NULL OR c.ended >= $1))
    AND hash NOT IN (SELECT t.picture FROM deliveries d JOIN texts t ON t.id = d.text WHERE t.picture IS NOT NULL AND d.campaign IS NULL AND d.status IN (0, 1, 7))
  ORDER BY used LIMIT $2)
RETURNING hash
