namespace Hark.Grains.Tests;

/// <summary>The sources that the tests were built from. Paths are from the root of the repository.</summary>
static class Repository
{
    static readonly string Root = FindRoot();

    /// <summary>Files below a folder, C# ones if not said otherwise; nothing that a build made.</summary>
    public static IReadOnlyList<(string Path, string Text)> Sources(string folder, string pattern = "*.cs") =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(path => (path, File.ReadAllText(Path.Combine(Root, path))))];

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Actors.sln"))) return folder.FullName;
        throw new InvalidOperationException($"Actors.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
