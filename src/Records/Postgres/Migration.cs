using System.Globalization;

namespace Hark.Records;

/// <summary>One step of a schema. Once released its text does not change.</summary>
/// <param name="Set">Whose tables: <c>records</c>, or a name of another project.</param>
/// <param name="Number">Its place within the set, from 1; numbers may be left out.</param>
/// <param name="Text">Statements, run in one transaction.</param>
public sealed record Migration(string Set, int Number, string Text)
{
    /// <summary>The tables of the records.</summary>
    public static IReadOnlyList<Migration> Records { get; } =
        [.. Sql.In("Postgres/Migrations").Select(name => new Migration("records", int.Parse(Path.GetFileName(name)[..4], CultureInfo.InvariantCulture), Sql.Named(name).Text))];
}
