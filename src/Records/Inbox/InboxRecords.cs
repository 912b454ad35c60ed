using System.Text.Json;
using Hark.Grains;

namespace Hark.Records;

public sealed class InboxRecords(RecordDatabase database, CallbackNews news, TimeProvider time) : IInbox, IInboxReader
{
    static readonly Sql ToTell = Sql.Named("Callbacks/wanted-message");
    static readonly Sql AddRow = Sql.Named("Inbox/add");
    static readonly Sql ListRows = Sql.Named("Inbox/list");

    public async Task<bool> Add(InboxEntry entry)
    {
        var (added, stores) = await database.Write(session =>
        {
            // Of the same numbers as deliveries, so that a message is known by one number whichever way it went.
            var id = IdBlocks.Take(session, 1)[0];
            var added = session.Statement(AddRow).Add(id).Add(entry.Store.Value).Add(entry.Text.MessageId).Add(entry.Text.From.Digits).Add(entry.Text.To).Add(entry.Text.Text)
                .Add((long)entry.Meaning).Add((long)entry.Status).Add(entry.Keyword).Add(entry.Text.At).Add(Written(entry.Text.Media)).Run() == 1;
            return (added, added ? CallbackWriting.Add(session, Told(session, id, entry)) : []);
        });
        news.Tell(stores);
        return added;
    }

    public Task<Page<InboxRow>> List(StoreId store, PageRequest page)
    {
        var keyset = Keyset.Falling('i', page);
        return database.Read(session => keyset.Page(
            session.Statement(ListRows).Add(store.Value).Add(keyset.After).Add(keyset.Fetch).All(row => new InboxRow(
                row.Long(0), store, new PhoneNumber(row.Long(1)), row.Text(2), row.Text(3), (Meaning)row.Int(4), (ConsentStatus)row.Int(5), row.TextOrNull(6), row.Time(7), ReadMedia(row.TextOrNull(8)))),
            row => row.Id));
    }

    static string? Written(IReadOnlyList<InboundMedia>? media) => media is null or [] ? null : JsonSerializer.Serialize(media);

    static InboundMedia[]? ReadMedia(string? json) => json is null ? null : JsonSerializer.Deserialize<InboundMedia[]>(json);

    List<NewEvent> Told(RecordSession session, long id, InboxEntry entry)
    {
        var facts = session.Statement(ToTell).Add(entry.Store.Value).Add(entry.Text.From.Digits).One(row => CallbackWriting.Has(row.Long(0), CallbackEventType.MessageReceived)
            ? MessageReceivedFacts.Of(id, entry, row.Text(1), row.Text(2), new PersonName(row.TextOrNull(3), row.TextOrNull(4)))
            : null);
        return facts is null ? [] : [new NewEvent(entry.Store, entry.Text.From, CallbackEventType.MessageReceived, CallbackJson.Write(facts), time.GetUtcNow())];
    }
}
