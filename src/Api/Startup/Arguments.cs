namespace Hark.Api;

/// <summary>What may stand on the command line: <c>--data DIR</c>, <c>--urls URLS</c> and <c>--demo</c>.</summary>
/// <param name="Data">Folder of the data file.</param>
/// <param name="Urls">Addresses to listen on, separated by semicolons.</param>
public sealed record Arguments(string? Data, string? Urls, bool Demo)
{
    /// <exception cref="StartException">An argument is unknown, doubled, or lacks its value.</exception>
    public static Arguments Parse(IReadOnlyList<string> args)
    {
        string? data = null, urls = null;
        var demo = false;
        for (var i = 0; i < args.Count; i++)
        {
            var parts = args[i].Split('=', 2);
            switch (parts[0])
            {
                case "--demo" when parts.Length == 1: demo = true; break;
                case "--data": data = Once("--data", data, Value()); break;
                case "--urls": urls = Once("--urls", urls, Value()); break;
                default: throw new StartException($"Unknown argument '{args[i]}'. Known are --data DIR, --urls URLS, --demo and --check-carrier.");
            }

            string Value()
            {
                var value = parts.Length == 2 ? parts[1] : i + 1 < args.Count ? args[++i] : "";
                return value.Length > 0 && !value.StartsWith("--", StringComparison.Ordinal)
                    ? value
                    : throw new StartException($"The argument {parts[0]} needs a value.");
            }
        }
        foreach (var url in urls?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [])
            if (!IsAddress(url)) throw new StartException($"'{url}' in --urls is not an address such as http://127.0.0.1:5000.");
        return new Arguments(data, urls, demo);
    }

    static string Once(string name, string? before, string value) =>
        before is null ? value : throw new StartException($"The argument {name} is given twice: '{before}' and '{value}'.");

    static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url).Scheme is "http" or "https";
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
