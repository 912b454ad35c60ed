using System.Globalization;
using Hark.Records;

namespace Hark.Api;

static class MessageMethods
{
    public static readonly IReadOnlyList<CrmTextMethod> All =
    [
        new("sendsmsmsg", Send), new("sendoptinandsms", SendOrOptIn), new("sendcampaign", Campaign),
    ];

    static async Task<Result<CrmTextAnswer>> Send(CrmTextCall call)
    {
        var number = call.Number();
        var draft = new TextDraft(number, Text(call), MessageKind.Informational);
        var id = new DeliveryId(await call.NextId());
        var picture = await Picture(call, async () => (await call.Service<IDeliveryReader>().Find(id))?.Picture, () => call.Store.Precheck(draft));
        if (!picture.Ok) return picture.Refusal;
        // Asked before the text is sent: afterwards no failure may say that nothing was done.
        var customer = await call.Customer(number);
        var sent = await call.Store.Send(id, draft with { Picture = picture.Value });
        if (!sent.Ok) return sent.Refusal;
        return call.Ok(
            CrmTextElement.Of("msgID", id.Value),
            CrmTextElement.Of("message", call.Request["message"]),
            CrmTextElement.Of("timestamp", PacificTime.Write(call.Service<TimeProvider>().GetUtcNow()), json: "timeStamp"),
            CrmTextElement.Of("txnid", id.Value),
            CrmTextElement.Of("msg_direction", "MT"),
            CrmTextElement.Of("user_id", call.Login.Account.Value),
            customer);
    }

    /// <summary>As <see cref="Send"/>; somebody who was never asked is asked first, and has to answer YES whatever the store does otherwise: nobody asserts a consent here.</summary>
    static async Task<Result<CrmTextAnswer>> SendOrOptIn(CrmTextCall call)
    {
        var sent = await Send(call);
        if (sent.Ok || sent.Refusal.Code != Codes.NotOptedIn) return sent;
        var asked = await call.Store.AskToOptIn(call.Number(), call.Proof(), new PersonName(call.Request["firstname"], call.Request["lastname"]), call.By);
        return asked.Ok
            ? new Refusal(Codes.OptInPending, "This number had never been asked, so the opt-in request was sent to it, and the message was not. Send the message when the person has answered YES.")
            : asked.Refusal;
    }

    /// <summary>Beside a picture there need not be one.</summary>
    static string Text(CrmTextCall call) => call.Request["mmsurl"] is null ? call.Request.Required("message") : call.Request["message"] ?? "";

    static Task<Result<Picture?>> Picture(CrmTextCall call, Func<Task<Picture?>> done, Func<Task<Refusal?>> precheck) =>
        call.Service<PictureIntake>().Of(call.Request["mmsurl"], done, precheck, call.Context.RequestAborted);

    static async Task<Result<CrmTextAnswer>> Campaign(CrmTextCall call)
    {
        var text = Text(call);
        var id = new CampaignId(await call.NextId());
        // Clients in use send no name; names tell campaigns apart.
        var name = call.Request["name"] ?? string.Create(CultureInfo.InvariantCulture, $"Campaign {id.Value}");
        var draft = new CampaignDraft(name, text, MessageKind.Marketing, null, null);
        var picture = await Picture(call, async () => (await call.Grains.Campaign(id).View())?.Text.Picture, () => call.Store.PrecheckCampaign(draft));
        if (!picture.Ok) return picture.Refusal;
        var started = await call.Store.StartCampaign(id, draft with { Picture = picture.Value });
        return started.Ok ? call.Ok() with { Message = "Messages is getting dispatched" } : started.Refusal;
    }
}
