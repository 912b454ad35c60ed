namespace Hark.Api;

/// <summary>Codes of problems that only the HTTP surface can have; those of the rules are in <see cref="Codes"/>. Never renamed.</summary>
public static class ApiCodes
{
    public const string RequestMalformed = "request_malformed";
    public const string FieldMissing = "field_missing";
    public const string CursorInvalid = "cursor_invalid";
    public const string LimitInvalid = "limit_invalid";
    public const string FilterInvalid = "filter_invalid";
    public const string RequestTooLarge = "request_too_large";
    public const string MediaTypeUnsupported = "media_type_unsupported";
    public const string NotFound = "not_found";
    public const string MethodNotAllowed = "method_not_allowed";
    public const string DeliveryUnknown = "delivery_unknown";
    public const string ImportUnknown = "import_unknown";
    public const string PoolUnknown = "pool_unknown";
    public const string SimulatorOff = "simulator_off";
    public const string CarrierLinkUnknown = "carrier_link_unknown";
    public const string SignatureInvalid = "signature_invalid";
    public const string EventNotKept = "event_not_kept";
    public const string KeyMissing = "key_missing";
    public const string KeyInvalid = "key_invalid";
    public const string FieldDoubled = "field_doubled";
    public const string FieldInvalid = "field_invalid";
    public const string MethodUnknown = "method_unknown";
    public const string CredentialsMissing = "credentials_missing";
    public const string CredentialsInvalid = "credentials_invalid";
    public const string KeywordNotPrimary = "keyword_not_primary";
    public const string KeywordNotNamed = "keyword_not_named";
    public const string CallbackIsJson = "callback_is_json";
    public const string PasswordInvalid = "password_invalid";
    public const string AccountOnly = "account_only";
    public const string RateLimited = "rate_limited";
    public const string IdempotencyKeyInvalid = "idempotency_key_invalid";
    public const string IdempotencyKeyReused = "idempotency_key_reused";
    public const string IdempotencyInProgress = "idempotency_in_progress";
    public const string ImportEmpty = "import_empty";
    public const string ImportColumnsUnknown = "import_columns_unknown";
    public const string ImportColumnsDoubled = "import_columns_doubled";
    public const string ImportPhoneMissing = "import_phone_column_missing";
    public const string OutcomeUnknown = "outcome_unknown";
    public const string InternalError = "internal_error";
}
