namespace Hark.Records.Tests;

public sealed class SqliteDeliveryQueue : DeliveryQueueSuite<SqliteBackend>;
public sealed class SqliteCampaignLedger : CampaignLedgerSuite<SqliteBackend>;
public sealed class SqliteCampaignCounts : CampaignCountsSuite<SqliteBackend>;
public sealed class SqliteReceipts : ReceiptSuite<SqliteBackend>;
public sealed class SqliteDeliveryReading : DeliveryReadingSuite<SqliteBackend>;
public sealed class SqliteConsent : ConsentSuite<SqliteBackend>;
public sealed class SqliteInboxes : InboxSuite<SqliteBackend>;
public sealed class SqliteCustomers : CustomersSuite<SqliteBackend>;
public sealed class SqliteDirectories : DirectorySuite<SqliteBackend>;
public sealed class SqliteAudits : AuditSuite<SqliteBackend>;
public sealed class SqliteImports : ImportSuite<SqliteBackend>;
public sealed class SqliteIdempotency : IdempotencyKeysSuite<SqliteBackend>;
public sealed class SqliteSettingsOfInstallation : SettingsSuite<SqliteBackend>;
public sealed class SqliteIdBlocks : IdsSuite<SqliteBackend>;
public sealed class SqliteCallbackAdding : CallbackAddingSuite<SqliteBackend>;
public sealed class SqliteCallbackOutbox : CallbackOutboxSuite<SqliteBackend>;
