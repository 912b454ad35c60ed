using Hark.Records;

namespace Hark.Api.Tests;

sealed class FakeStore(FakeWorld world, StoreId id) : IStore
{
    static readonly HashSet<string> Reserved = ["STOP", "HELP", "YES"];
    StoreView? _view;

    public Task<StoreView?> View() => Task.FromResult(_view);

    public Task<Result<StoreView>> Create(CreateStore r) => Task.FromResult(CreateNow(r));

    Result<StoreView> CreateNow(CreateStore r)
    {
        world.Write();
        if (_view is not null) return _view;
        var keyword = r.Keyword.ToUpperInvariant();
        if (keyword.Length < 3 || keyword.Any(c => !char.IsAsciiLetterOrDigit(c))) return new Refusal(Codes.KeywordInvalid, "A keyword has 3 or more letters and digits.");
        if (Reserved.Contains(keyword)) return new Refusal(Codes.KeywordReserved, "This word has a meaning for everybody.");
        if (r.TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(r.TimeZone, out _)) return new Refusal(Codes.TimeZoneUnknown, "No such zone.");
        if (world.Keywords.GetOrAdd(keyword, id) != id) return new Refusal(Codes.KeywordTaken, "Another store has it.");
        return _view = new StoreView(id, r.Account, r.Name, r.Brand ?? r.Name, keyword, r.Sender ?? $"+1512555{id.Value % 10000:0000}", r.TimeZone ?? "America/Chicago",
            r.DoubleOptIn, true, r.HelpContact ?? "help@example.com", world.Time.GetUtcNow());
    }

    public Task<Result<StoreView>> Change(ChangeStore c)
    {
        if (c.DuplicateGuard is not null && string.IsNullOrWhiteSpace(c.Reason)) return Refuse<StoreView>(Codes.ReasonMissing);
        world.Write();
        _view = _view! with { Name = c.Name ?? _view.Name, DuplicateGuard = c.DuplicateGuard ?? _view.DuplicateGuard, TimeZone = c.TimeZone ?? _view.TimeZone };
        if (c.DuplicateGuard is not null) world.Audit.Enqueue(new AuditRow(world.NextId(), world.Time.GetUtcNow(), c.By, "duplicate_guard", id.ToString(), c.Reason, null));
        return Task.FromResult<Result<StoreView>>(_view);
    }

    public Task<Result<ConsentResult>> OptIn(PhoneNumber number, ConsentProof proof, PersonName name, string by) => proof.At > world.Time.GetUtcNow().AddMinutes(1)
        ? Refuse<ConsentResult>(Codes.ConsentInFuture)
        : Task.FromResult<Result<ConsentResult>>(world.Record(id, number, ConsentStatus.OptedIn, ConsentMethod.Api, proof, by));

    public Task<Result<ConsentResult>> OptOut(PhoneNumber number, string by) =>
        Task.FromResult<Result<ConsentResult>>(world.Record(id, number, ConsentStatus.OptedOut, ConsentMethod.Api, null, by));

    public async Task<Result<AcceptedText>> Send(DeliveryId delivery, TextDraft draft)
    {
        if (world.SendsWaitFor is { } gate) await gate.Task;
        if (world.SendsFailWith is { } failure) throw failure;
        world.Write();
        if (CheckText(draft.Text) is { } refusal) return refusal;
        if (world.StatusOf(id, draft.To) != ConsentStatus.OptedIn) return new Refusal(Codes.NotOptedIn, "Not opted in.");
        var text = Text(draft.Text, draft.Kind);
        var now = world.Time.GetUtcNow();
        world.Deliveries.TryAdd(delivery, new DeliveryRow(delivery, id, null, draft.To, text.Body, draft.Kind, Priority.Single, null, DeliveryStatus.Queued, null, text.Parts, null, null, null, now, now));
        world.Handsets.GetOrAdd(draft.To, _ => []).Add(new HandsetMessage(text.Sender, text.Body, now));
        return new AcceptedText(delivery, text, []);
    }

    public Task<Result<CampaignEstimate>> Estimate(CampaignDraft draft) => CheckText(draft.Text) is { } refusal
        ? Task.FromResult<Result<CampaignEstimate>>(refusal)
        : Task.FromResult<Result<CampaignEstimate>>(new CampaignEstimate(Audience(), Text(draft.Text, draft.Kind).Measure, Audience(), Audience(), 0, 0,
            new Dictionary<string, long>(), TimeSpan.FromSeconds(Audience() / 30.0), world.Time.GetUtcNow(), ["Below 700 people single sends would do."]));

    public Task<Result<CampaignView>> StartCampaign(CampaignId campaign, CampaignDraft draft)
    {
        world.Write();
        if (CheckText(draft.Text) is { } refusal) return Task.FromResult<Result<CampaignView>>(refusal);
        if (world.Campaigns.Values.Any(c => c.Now is { } v && v.Store == id && v.Name == draft.Name && v.Id != campaign)) return Refuse<CampaignView>(Codes.CampaignNameTaken);
        if (draft.NotAfter <= world.Time.GetUtcNow()) return Refuse<CampaignView>(Codes.NotAfterInPast);
        if (draft.NotAfter <= draft.StartAt) return Refuse<CampaignView>(Codes.NotAfterBeforeStart);
        if (Audience() == 0) return Refuse<CampaignView>(Codes.CampaignEmpty);
        return world.Campaigns.GetOrAdd(campaign, i => new FakeCampaign(world, i))
            .Start(new CampaignPlan(campaign, id, draft.Name, Text(draft.Text, draft.Kind), new SendOptions(), draft.StartAt, draft.NotAfter));
    }

    public Task<Result<CampaignView>> PauseCampaign(CampaignId campaign) => world.Campaigns[campaign].Pause();
    public Task<Result<CampaignView>> ResumeCampaign(CampaignId campaign) => world.Campaigns[campaign].Resume();
    public Task<Result<CampaignView>> CancelCampaign(CampaignId campaign) => world.Campaigns[campaign].Cancel();
    public Task<InboundMeaning> Receive(InboundText text) => throw new NotSupportedException("The API does not receive.");

    long Audience() => world.Consents.Count(c => c.Key.Item1 == id && c.Value[^1].Status == ConsentStatus.OptedIn);

    OutboundText Text(string text, MessageKind kind) =>
        new($"{_view!.Brand}: {text}", _view.Sender, kind, new TextMeasure(TextEncoding.Gsm7, text.Length, 1 + text.Length / 160, 1 + text.Length / 160), 0);

    static Refusal? CheckText(string text) => text switch
    {
        _ when string.IsNullOrWhiteSpace(text) => new Refusal(Codes.TextEmpty, "Write something."),
        { Length: > 1600 } => new Refusal(Codes.TextTooLong, "At most 1,600 characters."),
        _ when text.Any(c => char.IsControl(c) && c is not ('\n' or '\r')) => new Refusal(Codes.TextControlCharacters, "No control characters."),
        _ => null,
    };

    static Task<Result<T>> Refuse<T>(string code) => Task.FromResult<Result<T>>(new Refusal(code, "Refused."));
}
