using Hark.Testing;

namespace Hark.Engine.Tests;

/// <summary>What happens to a store is told to its endpoint: each thing, in order per customer, whatever other endpoints do.</summary>
public abstract class CallbackCompliance : EngineCompliance
{
    async Task<CallbackReceiver> Endpoint(StoreId store, CallbackForm form = CallbackForm.Json)
    {
        var receiver = new CallbackReceiver();
        var set = await Host.Grains.CallbackEndpoint(store).Set(new(receiver.Url, form, null, "test"));
        Assert.True(set.Ok, set.Refusal?.Reason);
        return receiver;
    }

    async Task Inbound(StoreId store, int from, int text) =>
        await Host.Grains.Store(store).Receive(new($"in-{store.Value}-{from}-{text}", Number(from), "x", $"text {text}", new DateTimeOffset(2026, 11, 18, 17, 0, 0, TimeSpan.Zero)));

    static async Task Arrive(CallbackReceiver receiver, int texts) =>
        await Eventually(() => Task.FromResult(receiver.Received.Select(r => r.Id).Distinct().Count()), count => count >= texts);

    [Fact]
    public async Task InboundTexts_ArriveInOrderOfEachCustomer()
    {
        const int customers = 10, texts = 10;
        var store = await NewStore();
        using var receiver = await Endpoint(store);
        await Task.WhenAll(Enumerable.Range(0, customers).Select(async from =>
        {
            for (var text = 0; text < texts; text++) await Inbound(store, from, text);
        }));
        await Arrive(receiver, customers * texts);

        Assert.All(receiver.Received, r => Assert.Equal("message.received", r.Type));
        Assert.All(receiver.Received.DistinctBy(r => r.Id).GroupBy(r => r.Data("from")), customer =>
            Assert.Equal(Enumerable.Range(0, texts).Select(n => $"text {n}"), customer.Select(r => r.Data("text"))));
    }

    [Fact]
    public async Task EndpointThatHangs_DelaysNoOtherStore()
    {
        var (slow, fast) = (await NewStore(), await NewStore("OTHERS"));
        using var hanging = await Endpoint(slow);
        hanging.Answer = CallbackReceiver.Hang;
        using var receiver = await Endpoint(fast);
        for (var i = 0; i < 40; i++) await Inbound(slow, i, 0);
        for (var i = 0; i < 40; i++) await Inbound(fast, i, 0);
        await Arrive(receiver, 40);
        await Arrive(hanging, 32);
        Assert.Equal(32, hanging.Received.Count);
    }

    [Fact]
    public async Task WhatIsPendingAtTheEnd_ArrivesAfterTheNextStartUnderItsId()
    {
        var store = await NewStore();
        using var receiver = await Endpoint(store);
        receiver.Answer = CallbackReceiver.Hang;
        await Inbound(store, 1, 0);
        await Inbound(store, 1, 1);
        await Arrive(receiver, 1);
        receiver.Answer = _ => Task.FromResult(200);
        await Restart();
        await Arrive(receiver, 2);
        Assert.Equal(["text 0", "text 0", "text 1"], receiver.Received.Select(r => r.Data("text")));
        Assert.Equal(2, receiver.Received.Select(r => r.Id).Distinct().Count());
    }

    [Fact]
    public async Task ConsentAndCampaigns_AreToldAsWell()
    {
        var store = await NewStore();
        using var receiver = await Endpoint(store);
        await OptIn(store, 1);
        await WhenEnded(await StartCampaign(store));
        await Host.Grains.Store(store).Receive(new("s1", Number(1), "x", "STOP", new DateTimeOffset(2026, 11, 18, 17, 0, 0, TimeSpan.Zero)));
        await Arrive(receiver, 4);
        Assert.Equal(["campaign.ended", "consent.opted_in", "consent.opted_out", "message.received"], receiver.Received.Select(r => r.Type).Distinct().Order(StringComparer.Ordinal));
        // The stop comes before the message that brought it.
        Assert.Equal(["consent.opted_in", "consent.opted_out", "message.received"], receiver.Received.Where(r => r.Type != "campaign.ended").DistinctBy(r => r.Id).Select(r => r.Type));
    }

    [Fact]
    public async Task CrmTextForm_NamesTheCustomerByANumber()
    {
        var store = await NewStore();
        using var receiver = await Endpoint(store, CallbackForm.CrmtextUrlencoded);
        await Inbound(store, 1, 0);
        await Inbound(store, 1, 1);
        await Arrive(receiver, 2);
        var customers = receiver.Received.Select(r => r.Body.Split('&')[0]).Distinct().ToList();
        Assert.Matches("^custID=[0-9]+$", Assert.Single(customers));
    }

    [Fact]
    public async Task Endpoint_SetRotatedReplayedAndRemovedAtOnce_IsOneEndpoint()
    {
        const int calls = 40;
        var store = await NewStore();
        using var receiver = new CallbackReceiver();
        var endpoint = Host.Grains.CallbackEndpoint(store);
        var set = await AtOnce(calls, _ => endpoint.Set(new(receiver.Url, CallbackForm.Json, null, "test")));
        var made = Assert.Single(set, s => s.Value!.Secret is not null).Value!.Secret;
        var rotated = await AtOnce(calls, i => endpoint.Rotate(i % 2 + 1, "test"));
        Assert.DoesNotContain(rotated, r => r.Value!.Secret == made);

        await Inbound(store, 1, 0);
        await Arrive(receiver, 1);
        var id = new CallbackEventId(long.Parse(receiver.Received.First().Id.AsSpan("msg_".Length), System.Globalization.CultureInfo.InvariantCulture));
        await AtOnce(calls, async i =>
        {
            await endpoint.Signal();
            Assert.Equal(Codes.CallbackActive, (await endpoint.Resume("test")).Refusal?.Code);
            return i % 2 == 0 ? await endpoint.Replay(id, "test") : await endpoint.ReplaySince(DateTimeOffset.UnixEpoch, "test");
        });
        // However often it was asked for, it is one event.
        await Eventually(() => Task.FromResult(receiver.Received.Count), count => count >= 2);
        Assert.All(receiver.Received, r => Assert.Equal($"{id}", r.Id));

        await AtOnce(calls, async _ =>
        {
            await endpoint.Remove("test");
            return true;
        });
        Assert.Null(await endpoint.View());
        Assert.Single((await Host.Audit.List(new(500))).Items, row => row.Act == "callback.remove");
    }
}
