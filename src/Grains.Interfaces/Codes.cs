namespace Hark;

/// <summary>The stable codes of refusals and outcomes. A code is never renamed: programs and reports depend on it.</summary>
public static class Codes
{
    // Numbers (P8, P4)
    public const string NumberMalformed = "number_malformed";
    public const string NumberUnassigned = "number_unassigned";
    public const string NumberPremium = "number_premium";
    public const string NumberEmergency = "number_emergency";
    public const string NumberShort = "number_short";

    // Texts (M4)
    public const string TextEmpty = "text_empty";
    public const string TextTooLong = "text_too_long";
    public const string TextMalformed = "text_malformed";
    public const string TextControlCharacters = "text_control_characters";

    // Pictures (M7)
    public const string MediaUrlInvalid = "media_url_invalid";
    public const string MediaNotPublic = "media_not_public";
    public const string MediaUnreachable = "media_unreachable";
    public const string MediaRedirected = "media_redirected";
    public const string MediaTimeout = "media_timeout";
    public const string MediaTooLarge = "media_too_large";
    public const string MediaFormatUnsupported = "media_format_unsupported";
    public const string MediaDamaged = "media_damaged";

    // The gate
    public const string RecipientBlocked = "recipient_blocked";
    public const string NotOptedIn = "not_opted_in";
    public const string OptInPending = "opt_in_pending";
    public const string OptedOut = "opted_out";
    public const string ConsentDoubtful = "consent_doubtful";
    public const string Duplicate = "duplicate_text";
    public const string QuietHours = "quiet_hours";
    public const string AutoReplyLimit = "auto_reply_limit";
    public const string ReplyOutdated = "reply_outdated";

    // Consent
    public const string EvidenceMissing = "evidence_missing";
    public const string SourceMissing = "source_missing";
    public const string ConsentInFuture = "consent_in_future";
    public const string ConsentTooLong = "consent_too_long";
    public const string ConsentRevoked = "consent_revoked";

    // Stores, keywords, accounts
    public const string StoreUnknown = "store_unknown";
    public const string StoreNameInvalid = "store_name_invalid";
    public const string BrandInvalid = "brand_invalid";
    public const string HelpContactInvalid = "help_contact_invalid";
    public const string KeywordTaken = "keyword_taken";
    public const string KeywordReserved = "keyword_reserved";
    public const string KeywordInvalid = "keyword_invalid";
    public const string KeywordUnknown = "keyword_unknown";
    public const string KeywordInUse = "keyword_in_use";
    public const string KeywordPrimary = "keyword_primary";
    public const string KeywordLimit = "keyword_limit";
    public const string KeywordNotResponder = "keyword_not_responder";
    public const string TemplateUnknown = "template_unknown";
    public const string TemplateIncomplete = "template_incomplete";
    public const string TimeZoneUnknown = "time_zone_unknown";
    public const string StoreCreationDenied = "store_creation_denied";
    public const string SenderTaken = "sender_taken";
    public const string SenderContradiction = "sender_contradiction";
    public const string ReasonMissing = "reason_missing";
    public const string AdminOnly = "admin_only";
    public const string AccountUnknown = "account_unknown";
    public const string UserUnknown = "user_unknown";
    public const string UserInvalid = "user_invalid";
    public const string UserLimit = "user_limit";
    public const string AccountInvalid = "account_invalid";

    // Campaigns
    public const string CampaignUnknown = "campaign_unknown";
    public const string CampaignNameInvalid = "campaign_name_invalid";
    public const string CampaignNameTaken = "campaign_name_taken";
    public const string CampaignEmpty = "campaign_without_recipients";
    public const string CampaignEnded = "campaign_ended";
    public const string CampaignNotRunning = "campaign_not_running";
    public const string CampaignNotPaused = "campaign_not_paused";
    public const string CampaignExpired = "campaign_expired";
    public const string CampaignCancelled = "campaign_cancelled";
    public const string NotAfterInPast = "not_after_in_past";
    public const string NotAfterBeforeStart = "not_after_before_start";

    // Callbacks
    public const string CallbackUnknown = "callback_unknown";
    public const string CallbackUrlInvalid = "callback_url_invalid";
    public const string CallbackEventsInvalid = "callback_events_invalid";
    public const string CallbackEventUnknown = "callback_event_unknown";
    public const string CallbackActive = "callback_active";

    // Hand-over
    public const string OutcomeUnknown = "outcome_unknown";
    public const string BandwidthUnavailable = "bandwidth_unavailable";
    public const string CarrierThrottled = "carrier_throttled";
    public const string CarrierUnavailable = "carrier_unavailable";
    public const string PictureUnsupported = "picture_unsupported";
    public const string TextUnsupported = "text_unsupported";
    public const string CarrierLoginRefused = "carrier_login_refused";

    // The service
    public const string StorageUnavailable = "storage_unavailable";
}
