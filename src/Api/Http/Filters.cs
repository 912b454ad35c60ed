namespace Hark.Api;

/// <summary>Reads the filters of lists; each is optional.</summary>
static class Filters
{
    public static T? Word<T>(string name, string? text) where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (ApiJson.TryParseWord<T>(text, out var value)) return value;
        var words = string.Join(", ", Enum.GetValues<T>().Select(ApiJson.Word));
        throw new ProblemException(ApiCodes.FilterInvalid, $"{name} must be one of {words}.");
    }

    public static TId? Id<TId>(string name, string? text) where TId : struct, IId<TId>
    {
        if (string.IsNullOrEmpty(text)) return null;
        return Ids.TryParse<TId>(text, out var id) ? id : throw new ProblemException(ApiCodes.FilterInvalid, $"{name} must be an id such as {TId.Prefix}12.");
    }

    public static PhoneNumber? Number(string? text) => string.IsNullOrEmpty(text) ? null : NumberForm.Read(text.Replace(' ', '+'));
}
