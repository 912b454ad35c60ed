using System.Diagnostics;
using System.Globalization;

namespace Hark.Testing;

/// <summary>A PostgreSQL server of the tests' own: a throw-away cluster in a temporary folder, on a free port of the loopback address, gone with this object.</summary>
/// <remarks>The server refuses to run as root, so root runs it as the user <c>postgres</c>, which its package makes.</remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    readonly string _folder = Directory.CreateTempSubdirectory("hark-postgres-").FullName;
    readonly string _programs;
    Process? _server;

    PostgresServer(string programs, int port) => (_programs, Port) = (programs, port);

    public int Port { get; }

    /// <summary>Of the database that every cluster has.</summary>
    public string ConnectionString => Of("postgres");

    string Data => Path.Combine(_folder, "data");

    /// <exception cref="InvalidOperationException">PostgreSQL is not installed.</exception>
    public static async Task<PostgresServer> Start()
    {
        var server = new PostgresServer(FindPrograms(), FreePort.Next());
        try
        {
            if (Environment.IsPrivilegedProcess) await Run("chown", "postgres", server._folder);
            await Run([.. server.AsOrdinaryUser("initdb"), "-D", server.Data, "-A", "trust", "-U", "hark", "--no-sync", "-E", "UTF8", "--locale", "C"]);
            await server.Restart();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public string Of(string database) => $"Host=127.0.0.1;Port={Port};Username=hark;Database={database}";

    /// <summary>A new database: an empty one, or a copy of another that nobody is connected to.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> NewDatabase(string template = "template1", string? name = null)
    {
        name ??= $"t{Guid.NewGuid():N}";
        await Run(Path.Combine(_programs, "createdb"), "-h", "127.0.0.1", "-p", $"{Port}", "-U", "hark", "-T", template, name);
        return Of(name);
    }

    /// <summary>A user who must give a password, while others need none.</summary>
    public async Task NewUser(string name, string password)
    {
        var rules = Path.Combine(Data, "pg_hba.conf");
        await File.WriteAllTextAsync(rules, $"host all {name} 127.0.0.1/32 scram-sha-256\n" + await File.ReadAllTextAsync(rules));
        await Run(Path.Combine(_programs, "psql"), "-q", "-h", "127.0.0.1", "-p", $"{Port}", "-U", "hark", "-d", "postgres",
            "-c", $"CREATE ROLE {name} LOGIN PASSWORD '{password}'", "-c", "SELECT pg_reload_conf()");
    }

    /// <summary>kill -9 of the server: its children end when they notice.</summary>
    public async Task Kill()
    {
        _server!.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
        _server = null;
    }

    /// <summary>Starts the server, also after <see cref="Kill"/>; ends when it takes connections.</summary>
    public async Task Restart()
    {
        string[] command = [.. AsOrdinaryUser("postgres"), "-D", Data, "-p", $"{Port}", "-h", "127.0.0.1", "-k", _folder, "-c", "max_connections=500", "-c", "logging_collector=off"];
        var log = Path.Combine(_folder, "log");
        // Through a shell that gives its place to the server: the process that we hold is the server itself, so that it can be killed.
        Process Begin() => Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >>\"$LOG\" 2>&1", "sh", .. command]) { Environment = { ["LOG"] = log } })!;
        _server = Begin();
        var watch = Stopwatch.StartNew();
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await Succeeds(Path.Combine(_programs, "pg_isready"), "-q", "-h", "127.0.0.1", "-p", $"{Port}", "-d", "postgres"))
        {
            if (watch.Elapsed > LongestStart || (_server.HasExited && !await WaitsForChildren())) throw new InvalidOperationException($"PostgreSQL did not start: {await File.ReadAllTextAsync(log)}");
            await often.WaitForNextTickAsync();
            if (!_server.HasExited) continue;
            _server.Dispose();
            _server = Begin();
        }

        // Children of a server that was killed still hold its memory: the new one ends at once, and has to be started again.
        async Task<bool> WaitsForChildren() => (await File.ReadAllLinesAsync(log)).TakeLast(3).Any(line => line.Contains("pre-existing shared memory block", StringComparison.Ordinal));
    }

    /// <summary>Processor time that the server and its children have used, those that have ended too. Linux only.</summary>
    public TimeSpan Cpu()
    {
        const int parent = 1, user = 11, system = 12, userOfEnded = 13, systemOfEnded = 14, ticksPerSecond = 100;
        var server = _server!.Id;
        var ticks = Directory.GetDirectories("/proc").Select(folder => Path.Combine(folder, "stat")).Where(File.Exists).Sum(file =>
        {
            string text;
            try { text = File.ReadAllText(file); }
            catch (IOException) { return 0; }
            // The name, in parentheses, may hold spaces.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            long Sum(params int[] places) => places.Sum(place => long.Parse(fields[place], CultureInfo.InvariantCulture));
            if (file == $"/proc/{server}/stat") return Sum(user, system, userOfEnded, systemOfEnded);
            return fields[parent] == $"{server}" ? Sum(user, system) : 0;
        });
        return TimeSpan.FromSeconds(ticks / (double)ticksPerSecond);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false })
        {
            // Fast shutdown: open connections are ended.
            await Succeeds([.. AsOrdinaryUser("pg_ctl"), "stop", "-D", Data, "-m", "fast", "-w"]);
            await _server.WaitForExitAsync();
        }
        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    string[] AsOrdinaryUser(string program) =>
        Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", Path.Combine(_programs, program)]
            : [Path.Combine(_programs, program)];

    static string FindPrograms()
    {
        // Debian keeps the server's programs off the path, in a folder for each version.
        var folders = (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")) : [])
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException("PostgreSQL is not installed: no initdb was found (Debian: apt-get install postgresql).");
    }

    static async Task Run(params string[] command)
    {
        var (code, output) = await Execute(command);
        if (code != 0) throw new InvalidOperationException($"'{string.Join(' ', command)}' ended with {code}: {output}");
    }

    static async Task<bool> Succeeds(params string[] command) => (await Execute(command)).Code == 0;

    static async Task<(int Code, string Output)> Execute(string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
