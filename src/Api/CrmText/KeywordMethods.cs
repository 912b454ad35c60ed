namespace Hark.Api;

static class KeywordMethods
{
    public static readonly IReadOnlyList<CrmTextMethod> All =
    [
        new("iskeywordavailable", IsAvailable), new("createkeyword", Create), new("deletekeyword", Delete), new("changestoretextcodemsg", ChangeTexts),
    ];

    static async Task<Result<CrmTextAnswer>> IsAvailable(CrmTextCall call)
    {
        var keyword = call.Request.Required("keyword").Trim().ToUpperInvariant();
        var free = await call.Grains.Keyword(keyword).IsFree();
        return free.Ok ? call.Ok(CrmTextElement.Of("keyword", keyword), CrmTextElement.Of("availability", free.Value ? 1 : 0)) : free.Refusal;
    }

    static async Task<Result<CrmTextAnswer>> Create(CrmTextCall call)
    {
        var use = call.Flag("autoresponder") ? KeywordUse.Responder : KeywordUse.OptIn;
        return Answer(call, await call.Store.AddKeyword(call.Request.Required("keyword").Trim(), use));
    }

    static async Task<Result<CrmTextAnswer>> Delete(CrmTextCall call) => Answer(call, await call.Store.RemoveKeyword(call.Request.Required("keyword").Trim()));

    static async Task<Result<CrmTextAnswer>> ChangeTexts(CrmTextCall call) =>
        Answer(call, await call.Store.SetResponder(call.Request.Required("textcode").Trim(), call.Request.Required("optinmsg"), call.Request.Required("nonoptinmsg")));

    static Result<CrmTextAnswer> Answer(CrmTextCall call, Result<StoreKeyword> keyword) =>
        keyword.Ok ? call.Ok(CrmTextElement.Of("keyword", keyword.Value.Word)) : keyword.Refusal;
}
