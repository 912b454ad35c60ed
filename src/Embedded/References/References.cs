using Hark.Grains;

namespace Hark.Embedded;

// What IGrains hands out: an address, and each call a turn in the mailbox of whoever is at it.

sealed class SubscriberReference(Activations<PhoneNumber, Subscriber> live, PhoneNumber key) : ISubscriber
{
    public Task<Result<ConsentResult>> OptIn(OptIn request) => live.Call(key, a => a.OptIn(request));
    public Task<ConsentResult> OptOut(OptOut request) => live.Call(key, a => a.OptOut(request));
    public Task<InboundMeaning> Receive(InboundToStore text) => live.Call(key, a => a.Receive(text));
    public Task NoteStop(DateTimeOffset at) => live.Call(key, a => a.NoteStop(at));
    public Task<SendResult> Check(SendText request) => live.Call(key, a => a.Check(request));
    public Task<SendResult> Send(SendText request) => live.Call(key, a => a.Send(request));
    public Task<SendResult?> Recall(DeliveryId delivery) => live.Call(key, a => a.Recall(delivery));
    public Task Block(string? reason) => live.Call(key, a => a.Block(reason));
    public Task<SubscriberView> View(StoreId store) => live.Call(key, a => a.View(store));
    public Task<IReadOnlyList<StoreStanding>> Standings() => live.Call(key, a => a.Standings());
}

sealed class StoreReference(Activations<StoreId, Store> live, StoreId key) : IStore
{
    public Task<Result<StoreView>> Create(CreateStore request) => live.Call(key, a => a.Create(request));
    public Task<StoreView?> View() => live.Call(key, a => a.View());
    public Task<Result<StoreView>> Change(ChangeStore request) => live.Call(key, a => a.Change(request));
    public Task<string?> PasswordHash(string email) => live.Call(key, a => a.PasswordHash(email));
    public Task<Result<IReadOnlyList<StoreUserView>>> Users() => live.Call(key, a => a.Users());
    public Task<Result<StoreUserView>> SetUser(string email, string passwordHash, string by) => live.Call(key, a => a.SetUser(email, passwordHash, by));
    public Task<Result<StoreUserView>> RemoveUser(string email, string by) => live.Call(key, a => a.RemoveUser(email, by));
    public Task<Result<ConsentResult>> OptIn(PhoneNumber number, ConsentProof proof, PersonName name, string by) => live.Call(key, a => a.OptIn(number, proof, name, by));
    public Task<Result<ConsentResult>> AskToOptIn(PhoneNumber number, ConsentProof proof, PersonName name, string by) => live.Call(key, a => a.AskToOptIn(number, proof, name, by));
    public Task<Result<ConsentResult>> OptOut(PhoneNumber number, string by) => live.Call(key, a => a.OptOut(number, by));
    public Task<Result<AcceptedText>> Send(DeliveryId delivery, TextDraft draft) => live.Call(key, a => a.Send(delivery, draft));
    public Task<Refusal?> Precheck(TextDraft draft) => live.Call(key, a => a.Precheck(draft));
    public Task<Refusal?> PrecheckCampaign(CampaignDraft draft) => live.Call(key, a => a.PrecheckCampaign(draft));
    public Task<Result<CampaignEstimate>> Estimate(CampaignDraft draft) => live.Call(key, a => a.Estimate(draft));
    public Task<Result<CampaignView>> StartCampaign(CampaignId campaign, CampaignDraft draft) => live.Call(key, a => a.StartCampaign(campaign, draft));
    public Task<Result<CampaignView>> PauseCampaign(CampaignId campaign) => live.Call(key, a => a.PauseCampaign(campaign));
    public Task<Result<CampaignView>> ResumeCampaign(CampaignId campaign) => live.Call(key, a => a.ResumeCampaign(campaign));
    public Task<Result<CampaignView>> CancelCampaign(CampaignId campaign) => live.Call(key, a => a.CancelCampaign(campaign));
    public Task<Result<IReadOnlyList<StoreKeyword>>> Keywords() => live.Call(key, a => a.Keywords());
    public Task<Result<StoreKeyword>> AddKeyword(string word, KeywordUse use) => live.Call(key, a => a.AddKeyword(word, use));
    public Task<Result<StoreKeyword>> RemoveKeyword(string word) => live.Call(key, a => a.RemoveKeyword(word));
    public Task<Result<StoreKeyword>> SetResponder(string word, string optedInText, string otherText) => live.Call(key, a => a.SetResponder(word, optedInText, otherText));
    public Task<Result<IReadOnlyList<StoreTemplate>>> Templates() => live.Call(key, a => a.Templates());
    public Task<Result<StoreTemplate>> SetTemplate(AutoReplyKind kind, string? text) => live.Call(key, a => a.SetTemplate(kind, text));
    public Task<InboundMeaning> Receive(InboundText text) => live.Call(key, a => a.Receive(text));
}

sealed class CampaignReference(Activations<CampaignId, Campaign> live, CampaignId key) : ICampaign
{
    public Task<Result<CampaignView>> Start(CampaignPlan plan) => live.Call(key, a => a.Start(plan));
    public Task<Result<CampaignView>> Pause() => live.Call(key, a => a.Pause());
    public Task<Result<CampaignView>> Resume() => live.Call(key, a => a.Resume());
    public Task<Result<CampaignView>> Cancel() => live.Call(key, a => a.Cancel());
    public Task<CampaignView?> View() => live.Call(key, a => a.View());
}

sealed class BandwidthReference(Activations<string, Grains.Bandwidth> live, string key) : IBandwidth
{
    public Task<Lease> Lease(LeaseRequest request) => live.Call(key, a => a.Lease(request));
    public Task<PoolView> View() => live.Call(key, a => a.View());
}

sealed class AccountReference(Activations<AccountId, Account> live, AccountId key) : IAccount
{
    public Task<Result<AccountView>> Create(CreateAccount request) => live.Call(key, a => a.Create(request));
    public Task<AccountView?> View() => live.Call(key, a => a.View());
    public Task<Result<AccountView>> Change(ChangeAccount request) => live.Call(key, a => a.Change(request));
    public Task<string?> PasswordHash(string email) => live.Call(key, a => a.PasswordHash(email));
    public Task<Result<AccountView>> SetPassword(string passwordHash, string by) => live.Call(key, a => a.SetPassword(passwordHash, by));
    public Task<bool> Holds(string keyHash) => live.Call(key, a => a.Holds(keyHash));
    public Task AddStore(StoreId store) => live.Call(key, a => a.AddStore(store));
}

sealed class KeywordReference(Activations<string, Keyword> live, string key) : IKeyword
{
    public Task<Result<StoreId>> Claim(StoreId store) => live.Call(key, a => a.Claim(store));
    public Task Release(StoreId store) => live.Call(key, a => a.Release(store));
    public Task<Result<bool>> IsFree() => live.Call(key, a => a.IsFree());
    public Task<StoreId?> Holder() => live.Call(key, a => a.Holder());
}

sealed class CallbackEndpointReference(Activations<StoreId, CallbackEndpoint> live, StoreId key) : ICallbackEndpoint
{
    public Task<Result<CallbackSet>> Set(SetCallback request) => live.Call(key, a => a.Set(request));
    public Task<CallbackView?> View() => live.Call(key, a => a.View());
    public Task Remove(string by) => live.Call(key, a => a.Remove(by));
    public Task<Result<CallbackSecret>> Rotate(long rotation, string by) => live.Call(key, a => a.Rotate(rotation, by));
    public Task<Result<CallbackView>> Resume(string by) => live.Call(key, a => a.Resume(by));
    public Task<Result<CallbackReplayed>> Replay(CallbackEventId callback, string by) => live.Call(key, a => a.Replay(callback, by));
    public Task<Result<CallbackReplayed>> ReplaySince(DateTimeOffset since, string by) => live.Call(key, a => a.ReplaySince(since, by));
    public Task Signal() => live.Call(key, a => a.Signal());
}

sealed class ImportReference(Activations<ImportId, Import> live, ImportId key) : IImport
{
    public Task Start(ImportPlan plan) => live.Call(key, a => a.Start(plan));
    public Task<ImportView?> View() => live.Call(key, a => a.View());
}
