using Hark.Grains;

namespace Hark.Web;

/// <summary>The body of a post.</summary>
sealed record CallbackContent(string ContentType, byte[] Body)
{
    /// <summary>The body in the form that the endpoint wants; the same bytes at each attempt.</summary>
    public static CallbackContent Of(CallbackPost post) => post.Form switch
    {
        CallbackForm.Json => WebhookJson.Write(post.Event),
        CallbackForm.Crmtext => CrmTextForm.Multipart(CrmTextFields.Of(post)),
        CallbackForm.CrmtextUrlencoded => CrmTextForm.UrlEncoded(CrmTextFields.Of(post)),
        _ => throw new ArgumentOutOfRangeException(nameof(post), post.Form, "There is no such form."),
    };
}
