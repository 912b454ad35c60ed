-- Every query here has an index made for it. Before a growing table's statistics are gathered the planner takes it for small and reads it whole:
-- an import of 100,000 came to 4,700 lines/s so.
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SET enable_hashjoin = off;
SET enable_mergejoin = off;
-- An answer means durable, whatever the server or the connection was set to.
SET synchronous_commit = on;
-- What a process that stopped in the middle has locked is free again soon.
SET idle_in_transaction_session_timeout = '10s';
SET statement_timeout = '10s'
