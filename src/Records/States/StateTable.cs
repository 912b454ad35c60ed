using System.Text.RegularExpressions;

namespace Hark.Records;

/// <summary>The table and queries of one kind of actor.</summary>
sealed partial class StateTable
{
    static readonly Sql CreateByNumber = Sql.Named("States/create-number");
    static readonly Sql CreateByText = Sql.Named("States/create-text");
    static readonly Sql LoadFrom = Sql.Named("States/load");
    static readonly Sql SaveTo = Sql.Named("States/save");
    static readonly Sql DeleteFrom = Sql.Named("States/delete");

    public StateTable(string kind, bool byNumber)
    {
        if (!Word().IsMatch(kind)) throw new ArgumentException($"'{kind}' is no kind of actor: lower-case letters only.", nameof(kind));
        var table = $"state_{kind}";
        ByNumber = byNumber;
        Create = (byNumber ? CreateByNumber : CreateByText).ForTable(table);
        (Load, Save, Delete) = (LoadFrom.ForTable(table), SaveTo.ForTable(table), DeleteFrom.ForTable(table));
    }

    public bool ByNumber { get; }
    public Sql Create { get; }
    public Sql Load { get; }
    public Sql Save { get; }
    public Sql Delete { get; }

    [GeneratedRegex("^[a-z]{1,40}$")]
    private static partial Regex Word();
}
