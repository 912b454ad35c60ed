-- A plan made once while a table was nearly empty would be kept while it grows by millions; planning costs less than the journey.
SET plan_cache_mode = force_custom_plan;
-- What a process that stopped in the middle has locked is free again soon.
SET idle_in_transaction_session_timeout = '15s';
SET statement_timeout = '60s'
