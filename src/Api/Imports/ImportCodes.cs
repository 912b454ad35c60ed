namespace Hark.Api;

/// <summary>Outcomes that the reading of an import file can give to a line.</summary>
static class ImportCodes
{
    public const string LineTooLong = "line_too_long";
    public const string LineMalformed = "line_malformed";
    public const string StatusUnknown = "status_unknown";
    public const string OptedInAtMalformed = "opted_in_at_malformed";

    /// <summary>A note on line 1, no rejection: the file was no UTF-8.</summary>
    public const string ReadAsLatin1 = "read_as_latin1";
}
