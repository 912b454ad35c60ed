using static Hark.Records.Tests.Samples;

namespace Hark.Records.Tests;

public abstract class ConversationSuite<TBackend> : RecordsSuite<TBackend> where TBackend : IBackend, new()
{
    static readonly ConversationSpan Always = new(DateTimeOffset.UnixEpoch, At.AddYears(1), Skip: 0, Most: 100);

    [Fact]
    public async Task WithOnePerson_BothDirectionsAreInTheOrderOfTime()
    {
        await Inbound("m1", "Hi", At.AddMinutes(2));
        await Outbound(1, At.AddMinutes(1));
        await Outbound(2, At.AddMinutes(3));
        await Inbound("m2", "Bye", At.AddMinutes(4), from: 2);

        var rows = await Records.Conversations.With(AStore, Number(1), Always);
        Assert.Equal([false, true, false], rows.Select(row => row.Inbound));
        Assert.Equal([At.AddMinutes(1), At.AddMinutes(2), At.AddMinutes(3)], rows.Select(row => row.At));
        Assert.Equal((1L, DeliveryStatus.Submitted, "Hi"), (rows[0].Id, rows[0].Status, rows[1].Text));
        Assert.Equal([rows[1]], await Records.Conversations.With(AStore, Number(1), Always with { Skip = 1, Most = 1 }));
        Assert.Equal([rows[1]], await Records.Conversations.With(AStore, Number(1), Always with { From = At.AddMinutes(2), To = At.AddMinutes(3) }));
        Assert.Empty(await Records.Conversations.With(OtherStore, Number(1), Always));
    }

    [Fact]
    public async Task OfAll_OneDirectionAtATime()
    {
        await Inbound("m1", "Hi", At);
        await Inbound("m2", "Bye", At.AddMinutes(1), from: 2);
        await Outbound(1, At.AddMinutes(1));

        Assert.Equal(["Hi", "Bye"], (await Records.Conversations.All(AStore, inbound: true, Always)).Select(row => row.Text));
        Assert.Equal(["Bye"], (await Records.Conversations.All(AStore, inbound: true, Always with { Skip = 1 })).Select(row => row.Text));
        Assert.Equal([1L], (await Records.Conversations.All(AStore, inbound: false, Always)).Select(row => row.Id));
        Assert.Empty(await Records.Conversations.All(AStore, inbound: false, Always with { To = At }));
    }

    [Fact]
    public async Task WhatNeverLeft_IsNoMessage()
    {
        await Outbound(1, At, Result(DeliveryStatus.Refused, Codes.OptedOut));
        await Records.Ledger.Queue(Queued(2));
        Assert.Empty(await Records.Conversations.With(AStore, Number(1), Always));
        Assert.Empty(await Records.Conversations.All(AStore, inbound: false, Always));
    }

    Task<bool> Inbound(string id, string text, DateTimeOffset at, int from = 1) =>
        Records.Inbox.Add(new(AStore, new InboundText(id, Number(from), "12345", text, at), Meaning.Message, ConsentStatus.OptedIn, null));

    async Task Outbound(long id, DateTimeOffset at, SendResult? result = null)
    {
        await Records.Ledger.Queue(Queued(id) with { QueuedAt = at });
        await Records.Ledger.ClaimQueued(AStore, epoch: 1, Priority.Single, most: 10, at);
        await Records.Ledger.Record([new(new DeliveryId(id), result ?? Result(DeliveryStatus.Submitted, reference: $"ref-{id}"))]);
    }
}
