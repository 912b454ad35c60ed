INSERT INTO orleansquery (querykey, querytext) VALUES
('InsertMembershipVersionKey', $query$
WITH added AS (INSERT INTO orleans_membership_version (deploymentid) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
SELECT count(*)::integer FROM added
$query$),

('InsertMembershipKey', $query$
WITH next AS (
  UPDATE orleans_membership_version SET version = version + 1, "timestamp" = now()
  WHERE deploymentid = @DeploymentId AND version = @Version
    AND NOT EXISTS (SELECT FROM orleans_membership WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
  RETURNING deploymentid),
added AS (
  INSERT INTO orleans_membership (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
  SELECT deploymentid, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM next
  RETURNING 1)
SELECT count(*)::integer FROM added
$query$),

('UpdateMembershipKey', $query$
WITH next AS (
  UPDATE orleans_membership_version SET version = version + 1, "timestamp" = now()
  WHERE deploymentid = @DeploymentId AND version = @Version
    AND EXISTS (SELECT FROM orleans_membership WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
  RETURNING deploymentid),
changed AS (
  UPDATE orleans_membership m SET status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime
  FROM next WHERE m.deploymentid = next.deploymentid AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
  RETURNING 1)
SELECT count(*)::integer FROM changed
$query$),

('UpdateIAmAlivetimeKey', $query$
UPDATE orleans_membership SET iamalivetime = @IAmAliveTime
WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$query$),

('MembershipReadRowKey', $query$
SELECT v.deploymentid, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport, m.suspecttimes, m.starttime, m.iamalivetime, v.version
FROM orleans_membership_version v
LEFT JOIN orleans_membership m ON m.deploymentid = v.deploymentid AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
WHERE v.deploymentid = @DeploymentId
$query$),

('MembershipReadAllKey', $query$
SELECT v.deploymentid, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport, m.suspecttimes, m.starttime, m.iamalivetime, v.version
FROM orleans_membership_version v LEFT JOIN orleans_membership m ON m.deploymentid = v.deploymentid
WHERE v.deploymentid = @DeploymentId
$query$),

('DeleteMembershipTableEntriesKey', $query$
WITH silos AS (DELETE FROM orleans_membership WHERE deploymentid = @DeploymentId)
DELETE FROM orleans_membership_version WHERE deploymentid = @DeploymentId
$query$),

('GatewaysQueryKey', $query$
SELECT address, proxyport, generation FROM orleans_membership WHERE deploymentid = @DeploymentId AND status = @Status AND proxyport > 0
$query$),

-- Status 3 is active: a silo that serves is never cleaned up.
('CleanupDefunctSiloEntriesKey', $query$
DELETE FROM orleans_membership WHERE deploymentid = @DeploymentId AND iamalivetime < @IAmAliveTime AND status <> 3
$query$);
