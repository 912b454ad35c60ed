using System.Buffers.Text;
using System.Security.Cryptography;

namespace Hark.Records;

public sealed class Pictures(RecordDatabase database, TimeProvider time) : IPictures
{
    const int TokenBytes = 16;

    static readonly Sql AddRow = Sql.Named("Pictures/add");
    static readonly Sql KnownRow = Sql.Named("Pictures/known");
    static readonly Sql FindRow = Sql.Named("Pictures/find");

    public async Task<Picture> Keep(NewPicture picture)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(picture.Bytes));
        if (await Known(hash) is { } known) return known;

        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = time.GetUtcNow();
        await database.Write(session => session.Statement(AddRow).Add(hash).Add(token).Add((long)picture.Type).Add(picture.Bytes.Length).Add(picture.Width).Add(picture.Height)
            .Add(now).Add(picture.Bytes).Run(), atomic: false);
        // Asked for anew: somebody else may have kept it at the same moment, under another token.
        return await Known(hash) ?? throw new InvalidOperationException($"The picture {hash} was kept and is not there.");
    }

    public Task<KeptPicture?> Find(string token) => database.Read(session => session.Statement(FindRow).Add(token).One(row =>
        new KeptPicture(PictureRows.Read(row, 0)!, row.Int(4), row.Int(5), row.Blob(7), row.Time(6))), atomic: false);

    Task<Picture?> Known(string hash) => database.Read(session => session.Statement(KnownRow).Add(hash).One(row => PictureRows.Read(row, 0)), atomic: false);
}

static class PictureRows
{
    /// <param name="first">Column of <c>hash</c>; then <c>token</c>, <c>type</c>, <c>size</c>.</param>
    /// <returns>Null where an outer join found no picture.</returns>
    public static Picture? Read(RecordStatement row, int first) =>
        row.IsNull(first) ? null : new(row.Text(first), row.Text(first + 1), (PictureType)row.Int(first + 2), row.Int(first + 3));
}
