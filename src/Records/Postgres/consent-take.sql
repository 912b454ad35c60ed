SELECT nextval('consent_seq') FROM generate_series(1, $1)
