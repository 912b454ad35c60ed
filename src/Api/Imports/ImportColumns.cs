namespace Hark.Api;

/// <summary>Where each known column stands in this file; -1 when it does not.</summary>
sealed class ImportColumns
{
    static readonly string[] Known =
    [
        "phone", "status", "opted_in_at", "source", "program", "wording_version", "wording", "ip", "evidence_url",
        "first_name", "last_name", "language", "zip", "time_zone", "external_id",
    ];

    readonly int[] _places = Enumerable.Repeat(-1, Known.Length).ToArray();

    /// <exception cref="ProblemException">A column is unknown or doubled, or the phone is missing.</exception>
    public ImportColumns(IReadOnlyList<string> header)
    {
        for (var place = 0; place < header.Count; place++)
        {
            var name = header[place].Trim();
            var known = Array.FindIndex(Known, k => k.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (known < 0)
                throw new ProblemException(ApiCodes.ImportColumnsUnknown, $"The column '{Short(name)}' is not known. Known columns are {string.Join(", ", Known)}.");
            if (_places[known] >= 0)
                throw new ProblemException(ApiCodes.ImportColumnsDoubled, $"The column '{Known[known]}' is there twice.");
            _places[known] = place;
        }
        Count = header.Count;
        Phone = Place("phone");
        if (Phone < 0) throw new ProblemException(ApiCodes.ImportPhoneMissing, "The file has no column 'phone'. Its first line must name the columns.");
        (Status, OptedInAt, Source, Program, WordingVersion, Wording) = (Place("status"), Place("opted_in_at"), Place("source"), Place("program"), Place("wording_version"), Place("wording"));
        (Ip, EvidenceUrl, FirstName, LastName, ExternalId) = (Place("ip"), Place("evidence_url"), Place("first_name"), Place("last_name"), Place("external_id"));
    }

    public int Count { get; }
    public int Phone { get; }
    public int Status { get; }
    public int OptedInAt { get; }
    public int Source { get; }
    public int Program { get; }
    public int WordingVersion { get; }
    public int Wording { get; }
    public int Ip { get; }
    public int EvidenceUrl { get; }
    public int FirstName { get; }
    public int LastName { get; }
    public int ExternalId { get; }

    int Place(string name) => _places[Array.IndexOf(Known, name)];

    static string Short(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
