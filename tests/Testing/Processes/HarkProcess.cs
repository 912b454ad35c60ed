using System.Diagnostics;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;

namespace Hark.Testing;

/// <summary>The real program in a process of its own. It is ended with the test, whatever happens.</summary>
public sealed class HarkProcess : IDisposable
{
    const int Terminate = 15;
    const int Continue = 18;
    const int Halt = 19;
    static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(60);

    readonly Process _process;
    readonly StringBuilder _output = new();
    readonly StringBuilder _errors = new();
    readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    HttpClient? _http;

    HarkProcess(string folder, HarkSettings settings, IEnumerable<string> program)
    {
        string[] command = [.. settings.Wrapper, "dotnet", .. program, .. settings.Arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var (name, value) in settings) start.Environment[$"HARK__{name}"] = value;
        start.Environment.Remove("HARK_ADMIN_KEY");
        if (settings.Key is { } key) start.Environment["HARK_ADMIN_KEY"] = key;
        _process = new() { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Heard(line.Data, _output);
        _process.ErrorDataReceived += (_, line) => Heard(line.Data, _errors);
        _process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException($"The process ended with {_process.ExitCode} before it listened.\n{Output}\n{Errors}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output { get { lock (_output) return _output.ToString(); } }
    public string Errors { get { lock (_errors) return _errors.ToString(); } }
    public bool Alive => !_process.HasExited;

    /// <summary>The most memory that it held at once.</summary>
    public long PeakBytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Processor time that it has used.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>With the operator's key.</summary>
    public HttpClient Http => _http ?? throw new InvalidOperationException("It does not listen yet.");

    /// <summary>Starts it and does not wait.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="program">File of the program, and what stands on the command line before the settings' arguments.</param>
    public static HarkProcess Begin(string folder, HarkSettings settings, params IEnumerable<string> program) => new(folder, settings, program);

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<HarkProcess> Start(string folder, HarkSettings settings, params IEnumerable<string> program)
    {
        var process = Begin(folder, settings, program);
        try
        {
            await process.Listening();
            return process;
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    public async Task Listening()
    {
        var address = await _listening.Task.WaitAsync(LongestStart);
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", HarkSettings.AdminKey);
    }

    /// <summary>True when it ended by itself within that time.</summary>
    public bool EndsWithin(TimeSpan time) => _process.WaitForExit(time);

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGSTOP: it stands still wherever it is.</summary>
    public void Freeze() => Send(Halt);

    /// <summary>SIGCONT: it goes on and does not know that time passed.</summary>
    public void Thaw() => Send(Continue);

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    /// <returns>Its exit code and how long it took.</returns>
    public async Task<(int Code, TimeSpan Took)> Stop()
    {
        var watch = Stopwatch.StartNew();
        Send(Terminate);
        return (await Exit(), watch.Elapsed);
    }

    /// <summary>Waits for its end; all it wrote has been read then.</summary>
    public async Task<int> Exit()
    {
        await _process.WaitForExitAsync().WaitAsync(LongestEnd);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (Alive) Kill();
        _http?.Dispose();
        _process.Dispose();
    }

    void Heard(string? line, StringBuilder all)
    {
        if (line is null) return;
        lock (all) all.AppendLine(line);
        const string listening = "Now listening on: ";
        if (line.IndexOf(listening, StringComparison.Ordinal) is >= 0 and var at) _listening.TrySetResult(new Uri(line[(at + listening.Length)..].Trim()));
    }

    void Send(int signal)
    {
        if (kill(_process.Id, signal) != 0) throw new InvalidOperationException("The process is gone.");
    }

    [DllImport("libc")]
    static extern int kill(int process, int signal);
}
