using Hark.Grains;
using static Hark.Records.Tests.Samples;

namespace Hark.Records.Tests;

public abstract class InboxSuite<TBackend> : RecordsSuite<TBackend> where TBackend : IBackend, new()
{
    static InboxEntry Entry(string id, StoreId? store = null) =>
        new(store ?? AStore, new InboundText(id, Number(1), "12345", "join", At), Meaning.OptIn, ConsentStatus.OptedIn, "JOIN");

    [Fact]
    public async Task SameMessageTwice_IsOneRowPerStore()
    {
        Assert.True(await Records.Inbox.Add(Entry("m1")));
        Assert.False(await Records.Inbox.Add(Entry("m1")));
        Assert.True(await Records.Inbox.Add(Entry("m1", OtherStore)));
        Assert.Single((await Records.InboxRows.List(AStore, new PageRequest())).Items);
    }

    [Fact]
    public async Task WhatCameWithAText_IsKeptInItsOrder()
    {
        InboundMedia[] media = [new("image/jpeg", "https://carrier.example/1?a=\"b\"&c=ä"), new("application/octet-stream", "https://carrier.example/2")];
        var entry = Entry("m1");
        await Records.Inbox.Add(entry with { Text = entry.Text with { Text = "", Media = media } });
        await Records.Inbox.Add(Entry("m2") with { Text = Entry("m2").Text with { Media = [] } });
        var rows = (await Records.InboxRows.List(AStore, new PageRequest())).Items;

        Assert.Null(rows[0].Media);
        Assert.Equal(media, rows[1].Media);
    }

    [Fact]
    public async Task List_TellsAllNewestFirst()
    {
        await Records.Inbox.Add(Entry("m1"));
        await Records.Inbox.Add(Entry("m2"));
        var first = await Records.InboxRows.List(AStore, new PageRequest(1));
        var second = await Records.InboxRows.List(AStore, new PageRequest(1, first.Next));

        Assert.True(first.Items[0].Id > second.Items[0].Id);
        Assert.Null(second.Next);
        Assert.Equal(new InboxRow(second.Items[0].Id, AStore, Number(1), "12345", "join", Meaning.OptIn, ConsentStatus.OptedIn, "JOIN", At), second.Items[0]);
    }
}
