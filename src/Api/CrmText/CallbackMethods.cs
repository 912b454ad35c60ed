namespace Hark.Api;

static class CallbackMethods
{
    public static readonly IReadOnlyList<CrmTextMethod> All = [new("setcallback", Set), new("getcallback", Get)];

    /// <summary>An empty address does not take the callback away: a program that lost its setting would lose its messages with it.</summary>
    static async Task<Result<CrmTextAnswer>> Set(CrmTextCall call)
    {
        var endpoint = call.Grains.CallbackEndpoint(call.StoreId);
        var form = call.Request["form"]?.ToLowerInvariant() switch
        {
            null => await endpoint.View() is { Form: CallbackForm.CrmtextUrlencoded } ? CallbackForm.CrmtextUrlencoded : CallbackForm.Crmtext,
            "multipart" => CallbackForm.Crmtext,
            "urlencoded" => CallbackForm.CrmtextUrlencoded,
            _ => throw new ProblemException(ApiCodes.FieldInvalid, "The parameter form is multipart or urlencoded."),
        };
        var set = await endpoint.Set(new(call.Request.Required("callback"), form, Events: null, call.By));
        return set.Ok ? call.Ok() : set.Refusal;
    }

    static async Task<Result<CrmTextAnswer>> Get(CrmTextCall call) =>
        call.Ok(CrmTextElement.Of("callback", (await call.Grains.CallbackEndpoint(call.StoreId).View())?.Url));
}
