namespace Hark.Grains;

/// <summary>Reads the tables embedded in the assembly: comma-separated, <c>#</c> starts a comment line, the first other line names the columns.</summary>
static class DataFile
{
    /// <param name="name">Folder and file, as in <c>Numbers.Data.area-codes.csv</c>.</param>
    public static Stream Open(string name) =>
        typeof(DataFile).Assembly.GetManifestResourceStream($"Hark.Grains.{name}")
        ?? throw new InvalidDataException($"The table {name} is not embedded in the assembly.");

    public static IEnumerable<string[]> Rows(string name, int columns)
    {
        using var reader = new StreamReader(Open(name));
        var header = true;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var cells = line.Split(',');
            if (cells.Length != columns) throw new InvalidDataException($"The table {name} has {columns} columns, but a line has {cells.Length}: {line}");
            if (!header) yield return cells;
            header = false;
        }
    }

    /// <summary>The values of a cell that holds several, divided by <c>|</c>.</summary>
    public static string[] List(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries);
}
