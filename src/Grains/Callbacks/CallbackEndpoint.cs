using System.Security.Cryptography;

namespace Hark.Grains;

/// <summary>One store's callback endpoint: its settings and its health, and the pump that posts its events.</summary>
/// <remarks>A post is recorded after its answer, so a process that dies in between posts again, under the same id: at least once is the promise.</remarks>
public class CallbackEndpoint(StoreId id, IState<CallbackEndpointState> state, IWakeups wakeups, CallbackServices services) : ICallbackEndpoint, IWakeable
{
    /// <summary>Posts on their way at once.</summary>
    public const int MostInFlight = 32;

    const int SecretBytes = 32;

    /// <summary>After storage failed.</summary>
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    static readonly TimeSpan PruneEvery = TimeSpan.FromHours(1);

    CallbackFlights? _flights;
    DateTimeOffset _pruneAt;
    bool _listed;

    public async Task<Result<CallbackSet>> Set(SetCallback request)
    {
        if (services.Poster.Flaw(request.Url) is { } flaw) return new Refusal(Codes.CallbackUrlInvalid, flaw);
        var events = request.Events is { Count: > 0 } given ? [.. given.Distinct().Order()] : CallbackRules.Usual(request.Form);
        if (CallbackRules.CheckEvents(request.Form, events) is { } refusal) return refusal;

        var now = Now;
        if (state.Value is { Removing: true }) await FinishRemoval();
        var secret = state.Value is null ? NewSecret() : null;
        var current = state.Value ?? new(request.Url, request.Form, [], secret!, CallbackState.Active, now, null, now);
        await wakeups.At(now);
        await Become(current with { Url = request.Url, Form = request.Form, Events = [.. events] }, CallbackState.Active, null);
        await services.Outbox.Hurry(id, now);
        await Audit("callback.set", request.By, request.Url);
        wakeups.Soon();
        return new CallbackSet(Describe(state.Value!), secret);
    }

    public Task<CallbackView?> View() => Task.FromResult(Endpoint is { } endpoint ? Describe(endpoint) : null);

    public async Task Remove(string by)
    {
        if (Endpoint is not { } endpoint) return;
        await wakeups.At(Now);
        await Audit("callback.remove", by, endpoint.Url);
        // ORDER MATTERS: it is kept that the endpoint goes before anything goes. A removal that breaks off is completed, and nothing is posted or added meanwhile.
        await state.Write(endpoint with { Removing = true });
        await FinishRemoval();
    }

    public async Task<Result<CallbackSecret>> Rotate(long rotation, string by)
    {
        if (Endpoint is not { } endpoint) return Unknown();
        if (endpoint.Rotation != rotation)
        {
            endpoint = endpoint with { Secret = NewSecret(), Former = endpoint.Secret, FormerUntil = Now + CallbackRules.FormerSecretSigns, Rotation = rotation };
            await state.Write(endpoint);
            await Audit("callback.rotate", by, null);
        }
        return new CallbackSecret(endpoint.Secret, endpoint.FormerUntil ?? Now);
    }

    public async Task<Result<CallbackView>> Resume(string by)
    {
        if (Endpoint is not { } endpoint) return Unknown();
        if (endpoint.State == CallbackState.Active) return new Refusal(Codes.CallbackActive, "The callback endpoint is active; there is nothing to resume.");
        await wakeups.At(Now);
        await Become(endpoint, CallbackState.Active, null);
        await services.Outbox.Hurry(id, Now);
        await Audit("callback.resume", by, endpoint.Reason);
        wakeups.Soon();
        return Describe(state.Value!);
    }

    public async Task<Result<CallbackReplayed>> Replay(CallbackEventId callback, string by)
    {
        if (Endpoint is null) return Unknown();
        if (!await services.Outbox.Replay(id, callback, Now)) return new Refusal(Codes.CallbackEventUnknown, $"This store has no event {callback}. Delivered ones are kept for {CallbackRules.DeliveredKept.Days} days.");
        await Audit("callback.replay", by, $"{callback}");
        wakeups.Soon();
        return new CallbackReplayed(1);
    }

    public async Task<Result<CallbackReplayed>> ReplaySince(DateTimeOffset since, string by)
    {
        if (Endpoint is null) return Unknown();
        var (count, last) = (0L, default(CallbackEventId));
        // All within this turn: nothing is posted before the earliest of them is pending.
        while (await services.Outbox.ReplayPiece(id, since, last, Now) is { Count: > 0 } piece) (count, last) = (count + piece.Count, piece[^1]);
        await Audit("callback.replay", by, $"{count} since {CallbackFacts.Utc(since)}");
        wakeups.Soon();
        return new CallbackReplayed(count);
    }

    public Task Signal()
    {
        wakeups.Soon();
        return Task.CompletedTask;
    }

    public async Task Wake()
    {
        if (state.Value is not { } endpoint)
        {
            await wakeups.Never();
            return;
        }
        try
        {
            if (endpoint.Removing)
            {
                await FinishRemoval();
                return;
            }
            // A process that died between the state and the listing left them apart.
            if (!_listed) await List(endpoint);
            endpoint = await Record(endpoint);
            if (endpoint.State == CallbackState.Active)
            {
                await Launch(endpoint);
                await Prune();
            }
            else if (_flights is null or { Count: 0 })
            {
                await (endpoint.State == CallbackState.Suspended ? Bound() : wakeups.Never());
            }
        }
        catch (Exception e)
        {
            // What was answered and not recorded is recorded the next time.
            wakeups.Soon(RetryAfter);
            if (e is not (StorageUnavailableException or NoAnswerException)) throw;
        }
    }

    public async Task Rest()
    {
        if (_flights is not { } flights) return;
        try
        {
            await flights.Land();
            if (state.Value is { } endpoint) await Record(endpoint);
        }
        catch (StorageUnavailableException)
        {
            // Told by readiness. What was not recorded is posted again.
        }
        finally
        {
            flights.Dispose();
            _flights = null;
        }
    }

    async Task FinishRemoval()
    {
        _flights?.Dispose();
        _flights = null;
        while (await services.Outbox.Remove(id)) { }
        await state.Clear();
        await wakeups.Never();
    }

    /// <summary>Writes what became of posts, and what that says of the endpoint.</summary>
    async Task<CallbackEndpointState> Record(CallbackEndpointState endpoint)
    {
        if (_flights?.Landed() is not { Count: > 0 } landed) return endpoint;
        var now = Now;
        await services.Outbox.Record(id, [.. landed.Where(l => l.Answer is not null).Select(l => Judge(l.Event, l.Answer!, former: l.Version != endpoint.Version, now))], now);
        var answers = landed.Where(l => l.Version == endpoint.Version).Select(l => l.Answer).OfType<CallbackAnswer>().ToList();
        _flights.Recorded();
        if (endpoint.State != CallbackState.Active || answers.Count == 0) return endpoint;
        if (answers.Find(CallbackRules.IsGone) is { } gone) return await Stop(endpoint, CallbackState.Disabled, CallbackRules.Error(gone)!);
        var delivered = answers.Exists(CallbackRules.Delivered);
        if (!delivered && endpoint.FailingSince is { } since && now - since >= CallbackRules.SuspendedAfter)
            return await Stop(endpoint, CallbackState.Suspended, $"Nothing could be delivered since {CallbackFacts.Utc(since)}. {CallbackRules.Error(answers[^1])} {CallbackRules.WhileSuspended}");
        var asked = answers.Max(CallbackRules.Asked);
        var next = endpoint with { FailingSince = delivered ? null : endpoint.FailingSince ?? now, NotBefore = asked > TimeSpan.Zero && !(endpoint.NotBefore > now + asked) ? now + asked : endpoint.NotBefore };
        return next == endpoint ? endpoint : await Write(next);
    }

    /// <param name="former">Another address answered, or this one before it was resumed: what that failed at is tried at once here.</param>
    CallbackOutcome Judge(CallbackEvent e, CallbackAnswer answer, bool former, DateTimeOffset now)
    {
        if (CallbackRules.Delivered(answer)) return new(e.Id, e.Customer, CallbackEventStatus.Delivered, null, answer.Status, null);
        var wait = former ? TimeSpan.Zero : CallbackRules.WaitAfter(e.Attempts + 1, answer, services.Random.NextDouble());
        // An endpoint that wants no more may want it again: what it was not told stays pending.
        if (CallbackRules.IsGone(answer)) wait ??= TimeSpan.Zero;
        return new(e.Id, e.Customer, wait is null ? CallbackEventStatus.GivenUp : CallbackEventStatus.Pending, now + wait, answer.Status, CallbackRules.Error(answer));
    }

    async Task Launch(CallbackEndpointState endpoint)
    {
        var now = Now;
        if (endpoint.NotBefore is { } notBefore && now < notBefore)
        {
            wakeups.Soon(notBefore - now);
            return;
        }
        var flights = _flights ??= new(services.Poster, wakeups, services.Time);
        var room = MostInFlight - flights.Count;
        if (room <= 0) return;
        // Those on their way are still due: with as many as may fly at once asked for, the room is filled if it can be.
        var batch = await services.Outbox.Next(id, now, MostInFlight);
        if (batch.NextDue is { } due) wakeups.Soon(due - now);
        var events = batch.Events.Where(e => !flights.Has(e.Customer)).Take(room).ToList();
        events = await LeaveOut(endpoint, events, now);
        var customers = endpoint.Form == CallbackForm.Json || events.Count == 0 ? null : await services.Customers.Of(id, [.. events.Select(e => e.Customer).OfType<PhoneNumber>()]);
        foreach (var e in events)
            flights.Launch(new(id, endpoint.Url, endpoint.Form, endpoint.SecretsAt(now), e, e.Customer is { } number ? customers?[number] : null), endpoint.Version);
    }

    /// <summary>What was kept for another form and has no place in this one is given up.</summary>
    async Task<List<CallbackEvent>> LeaveOut(CallbackEndpointState endpoint, List<CallbackEvent> events, DateTimeOffset now)
    {
        if (endpoint.Form == CallbackForm.Json || events.FindAll(e => e.Type != CallbackEventType.MessageReceived) is not { Count: > 0 } others) return events;
        await services.Outbox.Record(id, [.. others.Select(e => new CallbackOutcome(e.Id, e.Customer, CallbackEventStatus.GivenUp, null, null, "The form that is set now does not tell of it."))], now);
        wakeups.Soon();
        return [.. events.Except(others)];
    }

    async Task Prune()
    {
        var now = Now;
        if (now < _pruneAt) return;
        var more = await services.Outbox.Prune(id, now - CallbackRules.DeliveredKept, now - CallbackRules.GivenUpKept);
        _pruneAt = more ? now : now + PruneEvery;
        if (more) wakeups.Soon();
    }

    /// <summary>Events of an endpoint that nothing is posted to would become more and more.</summary>
    async Task Bound()
    {
        var now = Now;
        if (now < _pruneAt) return;
        if (await services.Outbox.GiveUpOldest(id, now - CallbackRules.SuspendedKept, CallbackRules.MostSuspended, CallbackRules.WhileSuspended, now))
        {
            wakeups.Soon();
            return;
        }
        await wakeups.At(now + PruneEvery);
        await Prune();
    }

    async Task<CallbackEndpointState> Stop(CallbackEndpointState endpoint, CallbackState stopped, string reason)
    {
        endpoint = await Become(endpoint, stopped, reason);
        await Audit(stopped == CallbackState.Disabled ? "callback.disabled" : "callback.suspended", "hark", reason);
        services.Notices.Stopped(Describe(endpoint));
        return endpoint;
    }

    async Task<CallbackEndpointState> Become(CallbackEndpointState endpoint, CallbackState next, string? reason)
    {
        var since = endpoint.State == next ? endpoint.Since : Now;
        // What an older address answered says nothing of this one.
        endpoint = await Write(endpoint with { State = next, Since = since, Reason = reason, FailingSince = next == CallbackState.Active ? null : endpoint.FailingSince, NotBefore = null, Version = endpoint.Version + 1 });
        await List(endpoint);
        return endpoint;
    }

    async Task<CallbackEndpointState> Write(CallbackEndpointState next)
    {
        await state.Write(next);
        return next;
    }

    async Task List(CallbackEndpointState endpoint)
    {
        await services.Outbox.Put(new(id, endpoint.Url, endpoint.State == CallbackState.Disabled ? [] : endpoint.Events, endpoint.State, endpoint.Since, endpoint.Reason));
        _listed = true;
    }

    Task Audit(string act, string by, string? details) => services.Audit.Add(new(Now, by, act, $"{id}", null, details));

    /// <summary>Null also while it is being taken away.</summary>
    CallbackEndpointState? Endpoint => state.Value is { Removing: false } endpoint ? endpoint : null;

    static Refusal Unknown() => new(Codes.CallbackUnknown, "This store has no callback endpoint. Set one first.");

    CallbackView Describe(CallbackEndpointState e) => new(id, e.Url, e.Form, e.Events, e.State, e.Since, e.Reason, e.FailingSince, e.CreatedAt);

    /// <summary>Chance that no test sets: a secret that could be guessed would be none.</summary>
    static string NewSecret() => $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes))}";

    DateTimeOffset Now => services.Time.GetUtcNow();
}

/// <summary>What an endpoint works with; the same for all endpoints of a process.</summary>
public sealed record CallbackServices(ICallbackOutbox Outbox, ICallbackPoster Poster, ICustomers Customers, IAudit Audit, ICallbackNotices Notices, Random Random, TimeProvider Time);
