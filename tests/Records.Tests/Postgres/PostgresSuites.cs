namespace Hark.Records.Tests;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresDeliveryQueue : DeliveryQueueSuite<PostgresBackend>;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresCampaignLedger : CampaignLedgerSuite<PostgresBackend>;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresCampaignCounts : CampaignCountsSuite<PostgresBackend>;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresReceipts : ReceiptSuite<PostgresBackend>;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresDeliveryReading : DeliveryReadingSuite<PostgresBackend>;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresConsent : ConsentSuite<PostgresBackend>;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresInboxes : InboxSuite<PostgresBackend>;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresCustomers : CustomersSuite<PostgresBackend>;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresConversations : ConversationSuite<PostgresBackend>;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresDirectories : DirectorySuite<PostgresBackend>;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresAudits : AuditSuite<PostgresBackend>;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresImports : ImportSuite<PostgresBackend>;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresPictures : PicturesSuite<PostgresBackend>;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresIdempotency : IdempotencyKeysSuite<PostgresBackend>;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresSettingsOfInstallation : SettingsSuite<PostgresBackend>;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresIdBlocks : IdsSuite<PostgresBackend>;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresCallbackAdding : CallbackAddingSuite<PostgresBackend>;

[Trait("Needs", "PostgreSQL")]
public sealed class PostgresCallbackOutbox : CallbackOutboxSuite<PostgresBackend>;
