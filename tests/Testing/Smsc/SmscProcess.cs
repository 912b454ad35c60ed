using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Hark.Testing;

/// <summary>One run of the server: a line of JSON to it for each command, a line from it for each answer.</summary>
sealed class SmscProcess : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Process _process;
    readonly StringBuilder _errors = new();
    readonly TaskCompletionSource<int> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _asked = new();
    readonly Lock _writing = new();
    readonly Task _reading;
    int _lastRef;
    volatile bool _dead;

    /// <param name="packages">Folder of the packages.</param>
    /// <param name="start">Port, journal and settings.</param>
    public SmscProcess(string packages, string start)
    {
        _process = new Process
        {
            StartInfo = new("node", [Path.Combine(SmscInstall.Server, "server.js"), start])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["NODE_PATH"] = packages },
            },
        };
        _process.ErrorDataReceived += (_, line) => { lock (_errors) _errors.AppendLine(line.Data); };
        _process.Start();
        _process.StandardInput.AutoFlush = true;
        _process.BeginErrorReadLine();
        _reading = Read();
    }

    public Task<int> Listening() => _listening.Task.WaitAsync(Patience);

    /// <exception cref="InvalidOperationException">The server refused it, or is dead.</exception>
    public async Task<JsonElement> Ask(string command, object? value)
    {
        var reply = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        var number = Interlocked.Increment(ref _lastRef);
        _asked[number] = reply;
        // Set before it is looked at here, and after it is set all that was asked fails: nobody waits for a dead server.
        ThrowIfDead();
        var line = JsonSerializer.Serialize(new { @ref = number, command, value }, NodeSmscSettings.Json);
        lock (_writing)
        {
            try { _process.StandardInput.WriteLine(line); }
            catch (IOException) { /* It has just died; the end of its output says so to all who wait. */ }
        }
        var answer = await reply.Task.WaitAsync(Patience);
        return answer.TryGetProperty("error", out var error) ? throw new InvalidOperationException($"The SMSC: {error}") : answer.GetProperty("result");
    }

    public void ThrowIfDead()
    {
        if (_dead) throw Died();
    }

    /// <summary>kill -9. Ends when it is gone.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _reading;
    }

    public void Dispose() => _process.Dispose();

    async Task Read()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var answer = JsonElement.Parse(line);
            if (answer.TryGetProperty("listening", out var port)) _listening.TrySetResult(port.GetInt32());
            else if (_asked.TryRemove(answer.GetProperty("ref").GetInt32(), out var reply)) reply.TrySetResult(answer);
        }
        await _process.WaitForExitAsync();
        _dead = true;
        _listening.TrySetException(Died());
        foreach (var reply in _asked.Values) reply.TrySetException(Died());
    }

    InvalidOperationException Died()
    {
        lock (_errors) return new($"The SMSC ended with {_process.ExitCode}. {_errors}");
    }
}
