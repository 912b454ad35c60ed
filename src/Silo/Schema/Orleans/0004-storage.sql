-- The hashes of key and type that Orleans passes too are not needed: the key finds the row.
INSERT INTO orleansquery (querykey, querytext) VALUES
('ReadFromStorageKey', $query$
SELECT payload AS payloadbinary, (now() AT TIME ZONE 'utc') AS modifiedon, version FROM orleans_storage
WHERE serviceid = @ServiceId AND graintype = @GrainTypeString AND n0 = @GrainIdN0 AND n1 = @GrainIdN1 AND extension = COALESCE(@GrainIdExtensionString, '')
$query$),

-- Nothing changed is told by answering the version that was given: Orleans then says that another activation has written.
('WriteToStorageKey', $query$
WITH changed AS (
  UPDATE orleans_storage SET payload = @PayloadBinary, version = version + 1
  WHERE serviceid = @ServiceId AND graintype = @GrainTypeString AND n0 = @GrainIdN0 AND n1 = @GrainIdN1 AND extension = COALESCE(@GrainIdExtensionString, '')
    AND version = @GrainStateVersion::integer
  RETURNING version),
added AS (
  INSERT INTO orleans_storage (serviceid, graintype, n0, n1, extension, payload, version)
  SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, COALESCE(@GrainIdExtensionString, ''), @PayloadBinary, 1
  WHERE @GrainStateVersion::integer IS NULL
  ON CONFLICT DO NOTHING
  RETURNING version)
SELECT COALESCE((SELECT version FROM changed), (SELECT version FROM added), @GrainStateVersion::integer) AS newgrainstateversion
$query$),

('ClearStorageKey', $query$
UPDATE orleans_storage SET payload = NULL, version = version + 1
WHERE serviceid = @ServiceId AND graintype = @GrainTypeString AND n0 = @GrainIdN0 AND n1 = @GrainIdN1 AND extension = COALESCE(@GrainIdExtensionString, '')
  AND version = @GrainStateVersion::integer
RETURNING version AS newgrainstateversion
$query$),

('DeleteStorageKey', $query$
DELETE FROM orleans_storage
WHERE serviceid = @ServiceId AND graintype = @GrainTypeString AND n0 = @GrainIdN0 AND n1 = @GrainIdN1 AND extension = COALESCE(@GrainIdExtensionString, '')
  AND version = @GrainStateVersion::integer
RETURNING version + 1 AS newgrainstateversion
$query$);
