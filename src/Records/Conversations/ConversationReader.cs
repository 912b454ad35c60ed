namespace Hark.Records;

/// <summary>The inbox and the ledger side by side.</summary>
public sealed class ConversationReader(RecordDatabase database) : IConversationReader
{
    static readonly Sql WithNumber = Sql.Named("Conversations/with");
    static readonly Sql Inbound = Sql.Named("Conversations/inbound");
    static readonly Sql Outbound = Sql.Named("Conversations/outbound");

    public Task<IReadOnlyList<ConversationRow>> With(StoreId store, PhoneNumber number, ConversationSpan span) =>
        Read(session => session.Statement(WithNumber).Add(store.Value).Add(number.Digits), span);

    public Task<IReadOnlyList<ConversationRow>> All(StoreId store, bool inbound, ConversationSpan span) =>
        Read(session => session.Statement(inbound ? Inbound : Outbound).Add(store.Value), span);

    Task<IReadOnlyList<ConversationRow>> Read(Func<RecordSession, RecordStatement> statement, ConversationSpan span) => database.Read<IReadOnlyList<ConversationRow>>(session =>
        statement(session).Add(span.From).Add(span.To).Add(span.Most).Add(span.Skip).All(row => new ConversationRow(
            row.Long(0), new PhoneNumber(row.Long(1)), row.Text(2), row.Time(3), (DeliveryStatus?)row.LongOrNull(4))), atomic: false);
}
