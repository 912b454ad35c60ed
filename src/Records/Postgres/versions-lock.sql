-- A number of our own: "hark" in ASCII.
SELECT pg_advisory_lock(1751216747)
