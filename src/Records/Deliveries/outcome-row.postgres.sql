SELECT d.id, d.campaign, d.code, d.created, d.store, d.number
FROM unnest($1) AS given (id) JOIN deliveries d ON d.id = given.id
WHERE d.status = 1
ORDER BY d.id
FOR UPDATE OF d
