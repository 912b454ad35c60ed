namespace Hark;

/// <summary>One store: settings, keyword, templates, single sends at its own rate, and its campaigns.</summary>
public interface IStore
{
    /// <summary>Idempotent: the same account and request again answers the same store.</summary>
    Task<Result<StoreView>> Create(CreateStore request);
    Task<StoreView?> View();
    Task<Result<StoreView>> Change(ChangeStore request);
    /// <summary>The hash that a user's password is checked against; null for anybody else. In <paramref name="email"/> case does not matter.</summary>
    Task<string?> PasswordHash(string email);

    /// <summary>Who administers the store beside its account, in the order in which they were added.</summary>
    Task<Result<IReadOnlyList<StoreUserView>>> Users();
    /// <summary>Adds a user, or changes the password of one. Audited.</summary>
    /// <param name="passwordHash">Made by the framework's password hasher; the store never sees the password.</param>
    Task<Result<StoreUserView>> SetUser(string email, string passwordHash, string by);
    /// <summary>The user's password opens nothing from the answer on. Audited.</summary>
    /// <returns>Who was taken away.</returns>
    Task<Result<StoreUserView>> RemoveUser(string email, string by);

    Task<Result<ConsentResult>> OptIn(PhoneNumber number, ConsentProof proof, PersonName name, string by);
    /// <summary>As <see cref="OptIn"/>, but the person has to answer YES, also where the store asks nobody else to.</summary>
    Task<Result<ConsentResult>> AskToOptIn(PhoneNumber number, ConsentProof proof, PersonName name, string by);
    Task<Result<ConsentResult>> OptOut(PhoneNumber number, string by);

    /// <summary>Refuses at once what is already known to be refused; otherwise the text is recorded as queued before this answers. Idempotent by <paramref name="delivery"/>.</summary>
    Task<Result<AcceptedText>> Send(DeliveryId delivery, TextDraft draft);

    /// <summary>Why a text with a picture would be refused whatever the picture is: asked before it is fetched. Null when nothing is known against it; the duplicate guard needs the picture.</summary>
    Task<Refusal?> Precheck(TextDraft draft);

    Task<Result<CampaignEstimate>> Estimate(CampaignDraft draft);
    /// <summary>As <see cref="Precheck"/>, of a campaign.</summary>
    Task<Refusal?> PrecheckCampaign(CampaignDraft draft);
    /// <summary>Idempotent by <paramref name="campaign"/>.</summary>
    Task<Result<CampaignView>> StartCampaign(CampaignId campaign, CampaignDraft draft);
    Task<Result<CampaignView>> PauseCampaign(CampaignId campaign);
    Task<Result<CampaignView>> ResumeCampaign(CampaignId campaign);
    Task<Result<CampaignView>> CancelCampaign(CampaignId campaign);

    /// <summary>Its keywords, the primary one first.</summary>
    Task<Result<IReadOnlyList<StoreKeyword>>> Keywords();
    /// <summary>Claims a keyword platform wide. Idempotent.</summary>
    Task<Result<StoreKeyword>> AddKeyword(string word, KeywordUse use);
    /// <summary>Gives a keyword up; others may have it then. Never the primary one.</summary>
    /// <returns>What was given up.</returns>
    Task<Result<StoreKeyword>> RemoveKeyword(string word);
    /// <summary>Writes or replaces what a responder keyword answers.</summary>
    Task<Result<StoreKeyword>> SetResponder(string word, string optedInText, string otherText);

    /// <summary>The wordings of its automatic replies.</summary>
    Task<Result<IReadOnlyList<StoreTemplate>>> Templates();
    /// <summary>Refused when the wording lacks what carriers demand of it; the refusal names all that is missing.</summary>
    /// <param name="text">Null for the default.</param>
    Task<Result<StoreTemplate>> SetTemplate(AutoReplyKind kind, string? text);

    /// <summary>A handset texted this store.</summary>
    Task<InboundMeaning> Receive(InboundText text);
}

/// <param name="SharedShortCodes">It has no number of its own: its keywords are texted to the marketing short code, and it talks to each person on a communication short code.</param>
public sealed record CreateStore(AccountId Account, string Name, string Keyword, string? TimeZone, bool DoubleOptIn, string? Brand, string? HelpContact, string? Sender,
    bool SharedShortCodes = false, StoreUser? User = null);

/// <summary>A person who administers a store, beside its account.</summary>
/// <param name="PasswordHash">Made by the framework's password hasher; the store never sees the password.</param>
/// <param name="AddedAt">Null for one who came with the store.</param>
public sealed record StoreUser(string Email, PersonName Name, string? Phone, string PasswordHash, DateTimeOffset? AddedAt = null);

/// <summary>A user as it is told: never with the hash.</summary>
public sealed record StoreUserView(string Email, PersonName Name, DateTimeOffset AddedAt);

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
