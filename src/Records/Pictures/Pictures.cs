using System.Buffers.Text;
using System.Security.Cryptography;

namespace Hark.Records;

public sealed class Pictures(RecordDatabase database, TimeProvider time) : IPictures
{
    const int TokenBytes = 16;

    /// <summary>450 kB each.</summary>
    const int Piece = 50;

    /// <summary>How often a use is written: a picture that many texts carry is not written for each.</summary>
    internal static readonly TimeSpan UseLasts = TimeSpan.FromDays(1);

    static readonly Sql AddRow = Sql.Named("Pictures/add");
    static readonly Sql UseRow = Sql.Named("Pictures/use");
    static readonly Sql UsedLatelyRow = Sql.Named("Pictures/used-lately");
    static readonly Sql PruneUses = Sql.Named("Pictures/prune");
    static readonly Sql RemoveRow = Sql.Named("Pictures/remove");
    static readonly Sql KnownRow = Sql.Named("Pictures/known");
    static readonly Sql FindRow = Sql.Named("Pictures/find");

    public async Task<Picture> Keep(NewPicture picture)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(picture.Bytes));
        var now = time.GetUtcNow();
        if (await database.Read(session => session.Statement(UsedLatelyRow).Add(hash).Add(now - UseLasts).One(row => PictureRows.Read(row, 0)), atomic: false) is { } known) return known;

        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        return await database.Write(session =>
        {
            // ORDER MATTERS: its use first. Who removes it at this moment is over with it by then, or leaves it.
            session.Statement(UseRow).Add(hash).Add(now).Run();
            if (Known(session, hash) is { } known) return known;
            session.Statement(AddRow).Add(hash).Add(token).Add((long)picture.Type).Add(picture.Bytes.Length).Add(picture.Width).Add(picture.Height).Add(now).Add(picture.Bytes).Run();
            return Known(session, hash) ?? throw new InvalidOperationException($"The picture {hash} was kept and is not there.");
        });
    }

    public Task<KeptPicture?> Find(string token) => database.Read(session => session.Statement(FindRow).Add(token).One(row =>
        new KeptPicture(PictureRows.Read(row, 0)!, row.Int(4), row.Int(5), row.Blob(7), row.Time(6))), atomic: false);

    public Task<bool> Prune(DateTimeOffset usedBefore) => database.Write(session =>
    {
        var hashes = session.Statement(PruneUses).Add(usedBefore).Add(Piece).All(row => row.Text(0));
        foreach (var hash in hashes) session.Statement(RemoveRow).Add(hash).Run();
        return hashes.Count == Piece;
    });

    static Picture? Known(RecordSession session, string hash) => session.Statement(KnownRow).Add(hash).One(row => PictureRows.Read(row, 0));
}

static class PictureRows
{
    static readonly Sql HandOver = Sql.Named("Pictures/hand-over");

    /// <summary>Texts are about to leave, maybe long after they were asked for: from now on the carrier fetches their pictures.</summary>
    public static void Used(RecordSession session, IEnumerable<OutboundText> texts, DateTimeOffset now)
    {
        foreach (var hash in texts.Select(text => text.Picture?.Hash).OfType<string>().Distinct())
            session.Statement(HandOver).Add(hash).Add(now).Add(now - Pictures.UseLasts).Run();
    }

    /// <param name="first">Column of <c>hash</c>; then <c>token</c>, <c>type</c>, <c>size</c>.</param>
    /// <returns>Null where an outer join found no picture.</returns>
    public static Picture? Read(RecordStatement row, int first) =>
        row.IsNull(first) ? null : new(row.Text(first), row.Text(first + 1), (PictureType)row.Int(first + 2), row.Int(first + 3));
}
