namespace Hark.Bench;

/// <summary>Prints a Markdown table row by row.</summary>
static class Table
{
    public static void Begin(string title, params string[] columns) =>
        Console.WriteLine($"\n### {title}\n\n| {string.Join(" | ", columns)} |\n|{string.Concat(columns.Select(_ => "---:|"))}");

    public static void Row(params string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");
}
