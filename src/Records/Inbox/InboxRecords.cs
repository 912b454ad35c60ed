using System.Text.Json;
using Hark.Grains;

namespace Hark.Records;

public sealed class InboxRecords(RecordDatabase database) : IInbox, IInboxReader
{
    static readonly Sql AddRow = Sql.Named("Inbox/add");
    static readonly Sql ListRows = Sql.Named("Inbox/list");

    public Task<bool> Add(InboxEntry entry) => database.Write(session =>
        session.Statement(AddRow).Add(entry.Store.Value).Add(entry.Text.MessageId).Add(entry.Text.From.Digits).Add(entry.Text.To).Add(entry.Text.Text)
            .Add((long)entry.Meaning).Add((long)entry.Status).Add(entry.Keyword).Add(entry.Text.At).Add(Written(entry.Text.Media)).Run() == 1, atomic: false);

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
}
