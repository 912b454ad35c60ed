-- Holds back the closing of these campaigns, which counts their deferred rows.
WITH campaigns_of AS (
  SELECT d.id, d.campaign FROM unnest($1) AS given (id) JOIN deliveries d ON d.id = given.id WHERE d.campaign IS NOT NULL),
held AS (
  SELECT id, remainder FROM campaigns WHERE id IN (SELECT campaign FROM campaigns_of) ORDER BY id FOR SHARE)
SELECT o.id, h.remainder FROM campaigns_of o JOIN held h ON h.id = o.campaign
