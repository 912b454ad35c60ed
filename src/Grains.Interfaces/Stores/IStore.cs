namespace Hark;

/// <summary>One store: settings, keyword, templates, single sends at its own rate, and its campaigns.</summary>
public interface IStore
{
    /// <summary>Idempotent: the same account and request again answers the same store.</summary>
    Task<Result<StoreView>> Create(CreateStore request);
    Task<StoreView?> View();
    Task<Result<StoreView>> Change(ChangeStore request);

    Task<Result<ConsentResult>> OptIn(PhoneNumber number, ConsentProof proof, PersonName name, string by);
    Task<Result<ConsentResult>> OptOut(PhoneNumber number, string by);

    /// <summary>Refuses at once what is already known to be refused; otherwise the text is recorded as queued before this answers. Idempotent by <paramref name="delivery"/>.</summary>
    Task<Result<AcceptedText>> Send(DeliveryId delivery, TextDraft draft);

    Task<Result<CampaignEstimate>> Estimate(CampaignDraft draft);
    /// <summary>Idempotent by <paramref name="campaign"/>.</summary>
    Task<Result<CampaignView>> StartCampaign(CampaignId campaign, CampaignDraft draft);
    Task<Result<CampaignView>> PauseCampaign(CampaignId campaign);
    Task<Result<CampaignView>> ResumeCampaign(CampaignId campaign);
    Task<Result<CampaignView>> CancelCampaign(CampaignId campaign);

    /// <summary>A handset texted this store.</summary>
    Task<InboundMeaning> Receive(InboundText text);
}

public sealed record CreateStore(AccountId Account, string Name, string Keyword, string? TimeZone, bool DoubleOptIn, string? Brand, string? HelpContact, string? Sender);

/// <summary>Null leaves a setting as it is.</summary>
/// <param name="DuplicateGuard">Only with <paramref name="Reason"/>, and only by the operator (M5).</param>
public sealed record ChangeStore(string? Name, string? TimeZone, bool? DoubleOptIn, string? Brand, string? HelpContact, bool? DuplicateGuard, string? Reason, string By);

/// <param name="Brand">The name that each text carries; the store's name when not set.</param>
/// <param name="Sender">The number or short code its texts leave from.</param>
/// <param name="HelpContact">Where people get help: a phone number or e-mail, named in the HELP reply.</param>
public sealed record StoreView(StoreId Id, AccountId Account, string Name, string Brand, string Keyword, string Sender, string TimeZone, bool DoubleOptIn, bool DuplicateGuard, string HelpContact, DateTimeOffset CreatedAt);

/// <summary>A text as a store asks for it.</summary>
/// <param name="Text">May be empty when there is a picture: it then says who sends it.</param>
public sealed record TextDraft(PhoneNumber To, string Text, MessageKind Kind, Picture? Picture = null);

/// <param name="Advice">Sentences that help, such as that a shorter text would be cheaper.</param>
public sealed record AcceptedText(DeliveryId Id, OutboundText Text, IReadOnlyList<string> Advice);

/// <summary>A text from a handset as the carrier gave it.</summary>
/// <param name="To">The store's number or a short code.</param>
/// <param name="MessageId">The carrier's id: the same text twice is one text.</param>
/// <param name="Media">What came with it; null is nothing.</param>
public sealed record InboundText(string MessageId, PhoneNumber From, string To, string Text, DateTimeOffset At, IReadOnlyList<InboundMedia>? Media = null);

/// <summary>A picture or another file that came with a text, where the carrier keeps it.</summary>
/// <param name="ContentType">As the carrier states it, such as <c>image/jpeg</c>.</param>
public sealed record InboundMedia(string ContentType, string Url);
