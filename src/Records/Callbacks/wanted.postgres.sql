SELECT e.store, e.wanted FROM unnest($1) AS given (store) JOIN callback_endpoints e ON e.store = given.store
-- Held against its removal, which would leave what is added now without an endpoint.
FOR KEY SHARE OF e
