SELECT nextval('ids'), 1 FROM generate_series(1, $1)
