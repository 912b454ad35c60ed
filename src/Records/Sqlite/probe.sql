INSERT INTO probe (room) VALUES (zeroblob(65536))
