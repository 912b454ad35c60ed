using System.Collections.Concurrent;
using Hark.Grains;
using Hark.Records;

namespace Hark.Api.Tests;

sealed class FakeIds(FakeWorld world) : IIds
{
    public ValueTask<long> Next() => ValueTask.FromResult(world.NextId());
}

sealed class FakeSettings : ISettings
{
    readonly ConcurrentDictionary<string, string> _values = new();
    public IReadOnlyDictionary<string, string> Values => _values;

    public Task<string?> Get(string name) => Task.FromResult(_values.GetValueOrDefault(name));

    public Task Put(string name, string value)
    {
        _values[name] = value;
        return Task.CompletedTask;
    }
}

sealed class FakeIdempotencyKeys(FakeWorld world) : IIdempotencyKeys
{
    readonly ConcurrentDictionary<(string, string), IdempotencyReservation> _keys = new();
    public IEnumerable<IdempotencyReservation> All => _keys.Values;

    public Task<IdempotencyReservation> Reserve(string scope, string key, string bodyHash, long effect, DateTimeOffset now)
    {
        world.Write();
        return Task.FromResult(_keys.GetOrAdd((scope, key), new IdempotencyReservation(bodyHash, effect, null, null)));
    }

    public Task Complete(string scope, string key, int status, string body)
    {
        _keys[(scope, key)] = _keys[(scope, key)] with { Status = status, Body = body };
        return Task.CompletedTask;
    }

    public Task Forget(DateTimeOffset before) => throw new NotSupportedException("The API does not forget keys.");
}

sealed class FakeAudit(FakeWorld world) : IAudit
{
    public Task Add(AuditEntry e)
    {
        world.Audit.Enqueue(new AuditRow(world.NextId(), e.At, e.By, e.Act, e.Subject, e.Reason, e.Details));
        return Task.CompletedTask;
    }
}

sealed class FakeReadiness : IReadiness
{
    public string? NotReadyBecause { get; set; }
}

/// <summary>Handsets whose texts are all messages, but for STOP.</summary>
sealed class FakeSimulator(FakeWorld world) : ISimulator
{
    public IReadOnlyList<HandsetMessage> MessagesTo(PhoneNumber number) => world.Handsets.GetValueOrDefault(number) ?? [];

    public async Task Inbound(PhoneNumber from, string to, string text)
    {
        foreach (var store in world.Stores.Values)
        {
            if (await store.View() is not { } view || view.Sender != to) continue;
            if (text == "STOP") world.Record(view.Id, from, ConsentStatus.OptedOut, ConsentMethod.Stop, null, "handset");
            world.Inbox.Enqueue(new InboxRow(world.NextId(), view.Id, from, to, text, text == "STOP" ? Meaning.OptOut : Meaning.Message, world.StatusOf(view.Id, from), null, world.Time.GetUtcNow()));
        }
    }
}
