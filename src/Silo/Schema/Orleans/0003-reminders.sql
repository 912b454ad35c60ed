INSERT INTO orleansquery (querykey, querytext) VALUES
('UpsertReminderRowKey', $query$
INSERT INTO orleans_reminders (serviceid, grainid, remindername, starttime, period, grainhash, version)
VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
ON CONFLICT (serviceid, grainid, remindername) DO UPDATE SET
  starttime = excluded.starttime, period = excluded.period, grainhash = excluded.grainhash, version = orleans_reminders.version + 1
RETURNING version
$query$),

('ReadReminderRowsKey', $query$
SELECT grainid, remindername, starttime, period, version FROM orleans_reminders WHERE serviceid = @ServiceId AND grainid = @GrainId
$query$),

('ReadReminderRowKey', $query$
SELECT grainid, remindername, starttime, period, version FROM orleans_reminders
WHERE serviceid = @ServiceId AND grainid = @GrainId AND remindername = @ReminderName
$query$),

-- The part of the ring that a silo is responsible for,
('ReadRangeRows1Key', $query$
SELECT grainid, remindername, starttime, period, version FROM orleans_reminders
WHERE serviceid = @ServiceId AND grainhash > @BeginHash AND grainhash <= @EndHash
$query$),

-- and where it goes over the ring's end.
('ReadRangeRows2Key', $query$
SELECT grainid, remindername, starttime, period, version FROM orleans_reminders
WHERE serviceid = @ServiceId AND (grainhash > @BeginHash OR grainhash <= @EndHash)
$query$),

('DeleteReminderRowKey', $query$
WITH gone AS (
  DELETE FROM orleans_reminders WHERE serviceid = @ServiceId AND grainid = @GrainId AND remindername = @ReminderName AND version = @Version RETURNING 1)
SELECT count(*)::integer FROM gone
$query$),

('DeleteReminderRowsKey', $query$
DELETE FROM orleans_reminders WHERE serviceid = @ServiceId
$query$);
