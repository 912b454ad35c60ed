using System.Collections.Frozen;

namespace Hark.Api;

/// <summary>The one place that says which HTTP status a code has. A code that is not listed is a refusal of the rules: 422.</summary>
static class ProblemTable
{
    static readonly FrozenDictionary<string, int> Statuses = new Dictionary<string, int>
    {
        [ApiCodes.RequestMalformed] = 400,
        [ApiCodes.FieldMissing] = 400,
        [ApiCodes.CursorInvalid] = 400,
        [ApiCodes.LimitInvalid] = 400,
        [ApiCodes.FilterInvalid] = 400,
        [ApiCodes.IdempotencyKeyInvalid] = 400,
        [ApiCodes.FieldDoubled] = 400,
        [ApiCodes.FieldInvalid] = 400,
        [ApiCodes.MethodUnknown] = 400,
        [ApiCodes.CredentialsMissing] = 401,
        [ApiCodes.CredentialsInvalid] = 401,
        [ApiCodes.KeywordNotNamed] = 401,
        [ApiCodes.KeyMissing] = 401,
        [ApiCodes.KeyInvalid] = 401,
        [ApiCodes.KeywordNotPrimary] = 403,
        [ApiCodes.AccountOnly] = 403,
        [ApiCodes.SignatureInvalid] = 403,
        [Codes.AdminOnly] = 403,
        [Codes.StoreCreationDenied] = 403,
        [Codes.StoreUnknown] = 404,
        [Codes.AccountUnknown] = 404,
        [Codes.CampaignUnknown] = 404,
        [Codes.KeywordUnknown] = 404,
        [Codes.UserUnknown] = 404,
        [Codes.TemplateUnknown] = 404,
        [Codes.CallbackUnknown] = 404,
        [Codes.CallbackEventUnknown] = 404,
        [ApiCodes.DeliveryUnknown] = 404,
        [ApiCodes.ImportUnknown] = 404,
        [ApiCodes.PoolUnknown] = 404,
        [ApiCodes.SimulatorOff] = 404,
        [ApiCodes.CarrierLinkUnknown] = 404,
        [ApiCodes.NotFound] = 404,
        [ApiCodes.MethodNotAllowed] = 405,
        [ApiCodes.CallbackIsJson] = 409,
        [Codes.KeywordTaken] = 409,
        [Codes.KeywordInUse] = 409,
        [Codes.KeywordPrimary] = 409,
        [Codes.KeywordNotResponder] = 409,
        [Codes.SenderTaken] = 409,
        [Codes.CallbackActive] = 409,
        [Codes.CampaignNameTaken] = 409,
        [Codes.CampaignEnded] = 409,
        [Codes.CampaignNotRunning] = 409,
        [Codes.CampaignNotPaused] = 409,
        [Codes.CampaignExpired] = 409,
        [Codes.CampaignCancelled] = 409,
        [ApiCodes.IdempotencyInProgress] = 409,
        [ApiCodes.RequestTooLarge] = 413,
        [ApiCodes.MediaTypeUnsupported] = 415,
        [ApiCodes.RateLimited] = 429,
        [ApiCodes.InternalError] = 500,
        [Codes.StorageUnavailable] = 503,
        [ApiCodes.EventNotKept] = 503,
        [Codes.BandwidthUnavailable] = 503,
        [ApiCodes.OutcomeUnknown] = 504,
    }.ToFrozenDictionary();

    public static int StatusOf(string code) => Statuses.GetValueOrDefault(code, StatusCodes.Status422UnprocessableEntity);

    /// <summary>The code in words: <c>store_unknown</c> → <c>Store unknown</c>.</summary>
    public static string TitleOf(string code) => char.ToUpperInvariant(code[0]) + code[1..].Replace('_', ' ');
}
