-- Also what is told of a message beside its own row; a store that is in no list is told with empty words.
SELECT e.wanted, COALESCE(s.name, ''), COALESCE(s.keyword, ''), r.first_name, r.last_name
FROM callback_endpoints e LEFT JOIN stores s ON s.id = e.store LEFT JOIN roster r ON r.store = e.store AND r.number = $2
WHERE e.store = $1
-- Held against its removal, which would leave what is added now without an endpoint.
FOR KEY SHARE OF e
