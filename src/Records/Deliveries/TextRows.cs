namespace Hark.Records;

/// <summary>Outbound texts, one row per distinct text, with the store's switches as they stood.</summary>
static class TextRows
{
    static readonly Sql AddText = Sql.Named("Deliveries/text-add");

    public static long Add(RecordSession session, OutboundText text, SendOptions options) =>
        session.Statement(AddText).Add(text.Body).Add(text.Sender).Add((long)text.Kind)
            .Add((long)text.Measure.Encoding).Add(text.Measure.Units).Add(text.Measure.Parts).Add(text.Measure.PartsPer160).Add(text.Fingerprint)
            .Add(options.DuplicateGuard).Add(text.Picture?.Hash).Number() ?? throw new InvalidOperationException("The text got no id.");

    /// <param name="first">Column of <c>body</c>; the others follow in the order of the table, then those of the picture.</param>
    public static OutboundText Read(RecordStatement row, int first) =>
        new(row.Text(first), row.Text(first + 1), (MessageKind)row.Int(first + 2),
            new TextMeasure((TextEncoding)row.Int(first + 3), row.Int(first + 4), row.Int(first + 5), row.Int(first + 6)), row.Long(first + 7), PictureRows.Read(row, first + 9));

    public static SendOptions ReadOptions(RecordStatement row, int first) => new(DuplicateGuard: row.Bool(first + 8));
}
