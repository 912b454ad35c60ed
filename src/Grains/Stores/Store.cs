namespace Hark.Grains;

/// <summary>One store: settings, consent acts, single sends and replies, and the campaigns it starts.</summary>
public class Store(StoreId id, IState<StoreState> state, IWakeups wakeups, StoreServices services) : IStore, IWakeable
{
    /// <summary>Stands for a picture that is still to be fetched.</summary>
    static readonly Picture Unseen = new(Hash: "", Token: "", PictureType.Jpeg, Size: 0);

    StoreQueue? _queue;

    public async Task<Result<StoreView>> Create(CreateStore request)
    {
        if (state.Value is { } existing)
            return existing.Account == request.Account && existing.Name == request.Name ? Describe(existing) : new Refusal(Codes.StoreUnknown, $"Store {id} is another one.");

        if ((StoreRules.CheckName(request.Name) ?? StoreRules.CheckTexts(request.Brand, request.HelpContact, request.TimeZone) ?? StoreRules.CheckSender(request.Sender)
            ?? StoreRules.CheckShared(request.SharedShortCodes, request.Sender, services.ShortCodes)) is { } flaw) return flaw;
        if (await services.Grains.Account(request.Account).View() is { MayCreateStores: false } account && !account.Stores.Contains(id))
            return new Refusal(Codes.StoreCreationDenied, "This account may not create stores beyond its first. Ask the operator for the right to.");
        var keyword = KeywordRules.Check(request.Keyword);
        if (!keyword.Ok) return keyword.Refusal;
        var sender = request.SharedShortCodes ? services.ShortCodes.Marketing : request.Sender ?? await services.Directory.FreeSender(id);
        if (await services.Directory.IsTaken(sender, id)) return new Refusal(Codes.SenderTaken, $"Another store texts from {sender}.");
        var claim = await services.Grains.Keyword(keyword.Value).Claim(id);
        if (!claim.Ok) return claim.Refusal;

        var created = new StoreState(request.Account, request.Name.Trim(), request.Brand, keyword.Value, sender, request.TimeZone ?? StoreRules.DefaultTimeZone,
            request.DoubleOptIn, DuplicateGuard: true, request.HelpContact ?? services.Options.HelpContact, services.Time.GetUtcNow(), User: request.User);
        // The state comes last: a crash before it leaves a request that can be made again.
        await services.Directory.Put(Describe(created));
        await services.Grains.Account(request.Account).AddStore(id);
        if (request.User is { } user) await Audit(request.Account.ToString(), "store.user.add", user);
        await state.Write(created);
        return Describe(created);
    }

    public Task<StoreView?> View() => Task.FromResult(state.Value is { } value ? Describe(value) : null);

    public async Task<Result<StoreView>> Change(ChangeStore request)
    {
        if (state.Value is not { } current) return Unknown();
        if ((StoreRules.CheckName(request.Name ?? current.Name) ?? StoreRules.CheckTexts(request.Brand, request.HelpContact, request.TimeZone)) is { } flaw) return flaw;
        var next = current with
        {
            Name = request.Name?.Trim() ?? current.Name,
            Brand = request.Brand ?? current.Brand,
            TimeZone = request.TimeZone ?? current.TimeZone,
            DoubleOptIn = request.DoubleOptIn ?? current.DoubleOptIn,
            DuplicateGuard = request.DuplicateGuard ?? current.DuplicateGuard,
            HelpContact = request.HelpContact ?? current.HelpContact,
        };
        if ((StoreTemplates.Flaw(next) ?? StoreKeywords.Flaw(next)) is { } misfit) return misfit;
        if (request.DuplicateGuard is { } guard && guard != current.DuplicateGuard)
        {
            if (string.IsNullOrWhiteSpace(request.Reason))
                return new Refusal(Codes.ReasonMissing, "Switching the duplicate guard needs a 'reason'; it is kept in the audit.");
            await services.Audit.Add(new(services.Time.GetUtcNow(), request.By, guard ? "store.duplicate_guard.on" : "store.duplicate_guard.off", id.ToString(), request.Reason, null));
        }
        await services.Directory.Put(Describe(next));
        await state.Write(next);
        return Describe(next);
    }

    public Task<string?> PasswordHash(string email) =>
        Task.FromResult(state.Value is { } store ? StoreUsers.Find(store, email)?.PasswordHash : null);

    public Task<Result<IReadOnlyList<StoreUserView>>> Users() =>
        Task.FromResult(state.Value is { } store ? new Result<IReadOnlyList<StoreUserView>>([.. StoreUsers.Of(store)]) : Unknown());

    public async Task<Result<StoreUserView>> SetUser(string email, string passwordHash, string by)
    {
        if (state.Value is not { } store) return Unknown();
        var user = StoreUsers.Set(store, email, passwordHash, services.Time.GetUtcNow());
        if (!user.Ok) return user.Refusal;
        await Audit(by, StoreUsers.Find(store, email) is null ? "store.user.add" : "store.user.password", user.Value);
        await state.Write(StoreUsers.Put(store, user.Value));
        return StoreUsers.View(store, user.Value);
    }

    public async Task<Result<StoreUserView>> RemoveUser(string email, string by)
    {
        if (state.Value is not { } store) return Unknown();
        if (StoreUsers.Find(store, email) is not { } user) return StoreUsers.Unknown(email);
        await Audit(by, "store.user.remove", user);
        await state.Write(StoreUsers.Without(store, user));
        return StoreUsers.View(store, user);
    }

    public Task<Result<ConsentResult>> OptIn(PhoneNumber number, ConsentProof proof, PersonName name, string by) => OptIn(number, proof, name, by, confirm: state.Value is { DoubleOptIn: true });

    public Task<Result<ConsentResult>> AskToOptIn(PhoneNumber number, ConsentProof proof, PersonName name, string by) => OptIn(number, proof, name, by, confirm: true);

    async Task<Result<ConsentResult>> OptIn(PhoneNumber number, ConsentProof proof, PersonName name, string by, bool confirm)
    {
        if (state.Value is null) return Unknown();
        if (NumberRules.Check(number) is { } flaw) return flaw;
        var result = await services.Grains.Subscriber(number).OptIn(new(id, ConsentMethod.Api, proof, name, confirm, Fresh: true, by));
        if (result.Ok && result.Value.Changed)
            await Reply(number, new(result.Value.Status == ConsentStatus.Pending ? AutoReplyKind.OptInRequest : AutoReplyKind.Confirmation, Owed: false, Prompted: false));
        return result;
    }

    public async Task<Result<ConsentResult>> OptOut(PhoneNumber number, string by)
    {
        // Whatever the number rules say of it now: an opt-out is never refused.
        if (state.Value is null) return Unknown();
        var before = await services.Grains.Subscriber(number).View(id);
        var result = await services.Grains.Subscriber(number).OptOut(new(id, ConsentMethod.Api, "Asked for by the store.", by));
        if (result.Changed && before.Status != ConsentStatus.New)
            await Reply(number, new(AutoReplyKind.OptOut, Owed: false, Prompted: false));
        return result;
    }

    public async Task<Result<AcceptedText>> Send(DeliveryId delivery, TextDraft draft)
    {
        if (state.Value is not { } store) return Unknown();
        if (NumberRules.Check(draft.To) is { } flaw) return flaw;
        var text = Compose(store, draft.Text, draft.Kind, draft.Picture);
        if (!text.Ok) return text.Refusal;

        var options = new SendOptions(store.DuplicateGuard);
        var now = await services.Grains.Subscriber(draft.To).Check(new(delivery, id, text.Value, Priority.Single, options));
        if (now.Status == DeliveryStatus.Refused) return new Refusal(now.Code!, now.Decision.Reason!);

        await Queue.Add(new(delivery, id, draft.To, text.Value, Priority.Single, options, null, services.Time.GetUtcNow()));
        return new AcceptedText(delivery, text.Value, Advice.For(text.Value, now));
    }

    public async Task<Refusal?> Precheck(TextDraft draft)
    {
        if (state.Value is not { } store) return Unknown();
        if (NumberRules.Check(draft.To) is { } flaw) return flaw;
        var text = Compose(store, draft.Text, draft.Kind, Unseen);
        if (!text.Ok) return text.Refusal;
        var now = await services.Grains.Subscriber(draft.To).Check(new(default, id, text.Value, Priority.Single, new SendOptions(DuplicateGuard: false)));
        return now.Status == DeliveryStatus.Refused ? new(now.Code!, now.Decision.Reason!) : null;
    }

    public Task<Refusal?> PrecheckCampaign(CampaignDraft draft) => Task.FromResult(
        state.Value is not { } store ? Unknown() : CampaignRules.Check(draft, services.Time.GetUtcNow()) ?? Compose(store, draft.Text, draft.Kind, Unseen).Refusal);

    public async Task<Result<CampaignEstimate>> Estimate(CampaignDraft draft)
    {
        if (state.Value is not { } store) return Unknown();
        var text = Compose(store, draft.Text, draft.Kind, draft.Picture);
        if (!text.Ok) return text.Refusal;
        return await new CampaignEstimator(services).Estimate(id, draft, text.Value);
    }

    public async Task<Result<CampaignView>> StartCampaign(CampaignId campaign, CampaignDraft draft)
    {
        if (state.Value is not { } store) return Unknown();
        if (CampaignRules.Check(draft, services.Time.GetUtcNow()) is { } flaw) return flaw;
        var text = Compose(store, draft.Text, draft.Kind, draft.Picture);
        if (!text.Ok) return text.Refusal;
        return await services.Grains.Campaign(campaign).Start(new(campaign, id, draft.Name.Trim(), text.Value, new SendOptions(store.DuplicateGuard), draft.StartAt, draft.NotAfter));
    }

    public Task<Result<CampaignView>> PauseCampaign(CampaignId campaign) => Own(campaign, c => c.Pause());
    public Task<Result<CampaignView>> ResumeCampaign(CampaignId campaign) => Own(campaign, c => c.Resume());
    public Task<Result<CampaignView>> CancelCampaign(CampaignId campaign) => Own(campaign, c => c.Cancel());

    public Task<Result<IReadOnlyList<StoreKeyword>>> Keywords() =>
        Task.FromResult(state.Value is { } store ? new Result<IReadOnlyList<StoreKeyword>>([.. StoreKeywords.Of(store)]) : Unknown());

    public async Task<Result<StoreKeyword>> AddKeyword(string word, KeywordUse use)
    {
        if (state.Value is not { } store) return Unknown();
        var added = StoreKeywords.Add(store, word, use);
        if (!added.Ok || StoreKeywords.Find(store, added.Value.Word) is not null) return added;
        // ORDER MATTERS: claimed first. A crash here leaves a keyword that is held and not used: adding it again completes it, removing it frees it.
        var claim = await services.Grains.Keyword(added.Value.Word).Claim(id);
        if (!claim.Ok) return claim.Refusal;
        await state.Write(StoreKeywords.Put(store, added.Value));
        return added;
    }

    public async Task<Result<StoreKeyword>> RemoveKeyword(string word)
    {
        if (state.Value is not { } store) return Unknown();
        var keyword = StoreKeywords.Find(store, word);
        if (keyword?.Use == KeywordUse.Primary) return new Refusal(Codes.KeywordPrimary, $"{keyword.Word} is the primary keyword of the store; it stays for the life of the store.");
        // ORDER MATTERS: the state first, so that the store never uses a keyword that another one may have by then. A crash here leaves it held: removing it again frees it.
        if (keyword is not null) await state.Write(StoreKeywords.Without(store, keyword));
        else if (await Leftover(word) is { } left) keyword = left;
        else return StoreKeywords.Unknown(word);
        await services.Grains.Keyword(keyword.Word).Release(id);
        return keyword;
    }

    public async Task<Result<StoreKeyword>> SetResponder(string word, string optedInText, string otherText)
    {
        if (state.Value is not { } store) return Unknown();
        var answer = StoreKeywords.Respond(store, word, optedInText, otherText);
        if (answer.Ok) await state.Write(StoreKeywords.Put(store, answer.Value));
        return answer;
    }

    public Task<Result<IReadOnlyList<StoreTemplate>>> Templates() =>
        Task.FromResult(state.Value is { } store ? new Result<IReadOnlyList<StoreTemplate>>([.. StoreTemplates.Of(store)]) : Unknown());

    public async Task<Result<StoreTemplate>> SetTemplate(AutoReplyKind kind, string? text)
    {
        if (state.Value is not { } store) return Unknown();
        var next = StoreTemplates.Set(store, kind, text);
        if (!next.Ok) return next.Refusal;
        await state.Write(next.Value);
        return StoreTemplates.Of(next.Value, kind);
    }

    public async Task<InboundMeaning> Receive(InboundText text)
    {
        // Its creation broke off: nobody is opted in, and the carrier need not give the text again.
        if (state.Value is not { } store) return new InboundMeaning(Meaning.Message, ConsentStatus.New, Reply: null);
        var replyAs = new DeliveryId(await services.Ids.Next());
        // ORDER MATTERS: consent first, then the answer, then the inbox. The carrier gives the text again until all are done.
        var keyword = StoreKeywords.In(store, text.Text);
        var meaning = await services.Grains.Subscriber(text.From).Receive(new(id, text.Text, text.MessageId, text.At, StoreKeywords.Named(store, text.Text, KeywordUse.OptIn), replyAs,
            StoreKeywords.Named(store, text.Text, KeywordUse.Responder)));
        if (meaning.Reply is { } reply) await Reply(meaning.ReplyAs, text.From, reply, keyword, meaning.Status);
        await services.Inbox.Add(new(id, text, meaning.Meaning, meaning.Status, keyword?.Word));
        return meaning;
    }

    public Task Wake() => Queue.Wake();

    public Task Rest() => Queue.Rest();

    StoreQueue Queue => _queue ??= new(id, state, wakeups, services);

    async Task Reply(PhoneNumber number, AutoReply reply) => await Reply(new(await services.Ids.Next()), number, reply);

    /// <param name="keyword">The one that is answered.</param>
    /// <param name="status">Of the number, for the answers that differ by it.</param>
    async Task Reply(DeliveryId delivery, PhoneNumber number, AutoReply reply, StoreKeyword? keyword = null, ConsentStatus status = ConsentStatus.New)
    {
        var store = state.Value!;
        if (StoreReplies.Text(store, reply.Kind, keyword, status) is not { } text) return;
        await Queue.Add(new(delivery, id, number, text, Priority.Compliance, new SendOptions(DuplicateGuard: false), reply, services.Time.GetUtcNow()));
    }

    /// <summary>A keyword that this store holds and does not have: an addition or a removal broke off.</summary>
    async Task<StoreKeyword?> Leftover(string word) =>
        KeywordRules.Check(word) is { Ok: true, Value: var held } && await services.Grains.Keyword(held).Holder() == id ? new(held, KeywordUse.OptIn) : null;

    async Task<Result<CampaignView>> Own(CampaignId campaign, Func<ICampaign, Task<Result<CampaignView>>> act)
    {
        var actor = services.Grains.Campaign(campaign);
        return (await actor.View())?.Store == id ? await act(actor) : CampaignRules.Unknown(campaign);
    }

    Result<OutboundText> Compose(StoreState store, string text, MessageKind kind, Picture? picture) => picture is not null && !services.Carrier.TakesPictures(store.Sender)
        ? new Refusal(Codes.PictureUnsupported, $"The carrier of {store.Sender} takes no pictures. Send the text without one, or with the address of a page in it.")
        : TextComposer.Compose(text, kind, store.BrandName, store.Sender, picture);

    /// <summary>Before the change, so that there is none which is not in the audit.</summary>
    Task Audit(string by, string act, StoreUser user) => services.Audit.Add(new(services.Time.GetUtcNow(), by, act, id.ToString(), null, user.Email));

    Refusal Unknown() => new(Codes.StoreUnknown, $"There is no store {id}.");

    StoreView Describe(StoreState store) =>
        new(id, store.Account, store.Name, store.BrandName, store.Keyword, store.Sender, store.TimeZone, store.DoubleOptIn, store.DuplicateGuard, store.HelpContact, store.CreatedAt);
}
