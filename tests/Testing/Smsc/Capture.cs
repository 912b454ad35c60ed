using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Hark.Testing;

/// <summary>What a judge with a decoder of its own saw.</summary>
/// <param name="Pdus">SMPP PDUs that it decoded.</param>
/// <param name="Malformed">Frames in which it found a fault.</param>
public sealed record CapturedPdus(int Pdus, IReadOnlyList<MalformedFrame> Malformed);

/// <param name="Frame">Number of the frame in the capture, from 1.</param>
/// <param name="ToPort">It went to the port; else it came from there.</param>
/// <param name="Fault">In the decoder's words.</param>
public sealed record MalformedFrame(int Frame, bool ToPort, string Fault);

/// <summary>Records what passes over some ports of the loopback interface, and has tshark's SMPP decoder judge it. Needs the right to capture, as root has.</summary>
public sealed partial class Capture : IAsyncDisposable
{
    const int Interrupt = 2;
    const int MegabytesOfBuffer = 64;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly string _folder = Directory.CreateTempSubdirectory("hark-capture-").FullName;
    readonly UdpClient _marks = new(new IPEndPoint(IPAddress.Loopback, 0));
    readonly StringBuilder _said = new();
    readonly TaskCompletionSource _capturing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Process _dumpcap;

    Capture(int[] ports)
    {
        var filter = string.Join(" or ", ports.Select(port => $"tcp port {port}").Append($"udp port {((IPEndPoint)_marks.Client.LocalEndPoint!).Port}"));
        _dumpcap = new()
        {
            StartInfo = new("dumpcap", ["-q", "-i", "lo", "-B", $"{MegabytesOfBuffer}", "-f", filter, "-w", File]) { RedirectStandardError = true },
            EnableRaisingEvents = true,
        };
        _dumpcap.ErrorDataReceived += (_, line) => Heard(line.Data);
        _dumpcap.Exited += (_, _) => _capturing.TrySetException(new InvalidOperationException($"Nothing can be captured: {Said}"));
    }

    string File => Path.Combine(_folder, "capture.pcapng");

    string Said { get { lock (_said) return _said.ToString().Trim(); } }

    /// <exception cref="InvalidOperationException">tshark is not installed, or may not capture.</exception>
    public static async Task<Capture> Start(params int[] ports)
    {
        if (!Programs("dumpcap", "tshark")) throw new InvalidOperationException("Nothing can be captured: no dumpcap or no tshark was found (Debian: apt-get install tshark).");
        var capture = new Capture(ports);
        capture._dumpcap.Start();
        capture._dumpcap.BeginErrorReadLine();
        try
        {
            await capture._capturing.Task.WaitAsync(Patience);
            return capture;
        }
        catch
        {
            await capture.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the capture, when all that passed before this call is in it, and has the PDUs on a port judged.</summary>
    /// <remarks>The decoder takes a segment of less than a header, 16 octets, for no PDU when it begins one: who writes so is told of, too.</remarks>
    /// <exception cref="InvalidOperationException">Frames were lost, so that nothing can be told.</exception>
    public async Task<CapturedPdus> MalformedPdus(int port)
    {
        if (!_dumpcap.HasExited) await End();
        string[] fields = ["frame.number", "tcp.dstport", "smpp.command_id", "frame.protocols", "_ws.expert.group", "_ws.expert.message"];
        var output = await Run("tshark", [
            "-r", File, "-n", "-d", $"tcp.port=={port},smpp", "-Y", $"tcp.port=={port} && tcp.len > 0",
            "-T", "fields", "-E", "separator=/t", "-E", "aggregator=|", .. fields.SelectMany(field => new[] { "-e", field })]);
        var frames = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToArray();
        return new(frames.Sum(frame => Words(frame[2]).Length), [.. frames.Select(frame => Judge(frame, port)).OfType<MalformedFrame>()]);
    }

    public async ValueTask DisposeAsync()
    {
        _marks.Dispose();
        if (!_dumpcap.HasExited)
        {
            _dumpcap.Kill();
            await _dumpcap.WaitForExitAsync();
        }
        _dumpcap.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    static MalformedFrame? Judge(string[] frame, int port)
    {
        // The decoder of TCP tells of connections, repeated and late segments under "Sequence": they are no fault of a PDU.
        const string sequence = "33554432";
        var faults = Words(frame[4]).Zip(Words(frame[5])).Where(expert => expert.First != sequence).Select(expert => expert.Second)
            .Concat(NoPdu().IsMatch(frame[3]) ? ["octets that are no PDU"] : []).ToArray();
        return faults.Length == 0 ? null : new(int.Parse(frame[0], CultureInfo.InvariantCulture), frame[1] == $"{port}", string.Join("; ", faults));
    }

    static string[] Words(string field) => field.Split('|', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>dumpcap is behind what passes, so it is ended when a mark that was sent last is in its file.</summary>
    async Task End()
    {
        var mark = Guid.NewGuid().ToByteArray();
        await _marks.SendAsync(mark, (IPEndPoint)_marks.Client.LocalEndPoint!);
        await Until.True(async () => (await System.IO.File.ReadAllBytesAsync(File)).AsSpan().IndexOf(mark) >= 0, "all that passed is in the capture");
        _ = kill(_dumpcap.Id, Interrupt);
        await _dumpcap.WaitForExitAsync().WaitAsync(Patience);
        if (Lost().Match(Said) is not { Success: true } lost || lost.Groups[1].Value != "0") throw new InvalidOperationException($"The capture is not whole: {Said}");
    }

    void Heard(string? line)
    {
        if (line is null) return;
        lock (_said) _said.AppendLine(line);
        // Said when the interface is open and the filter is set.
        if (line.StartsWith("File: ", StringComparison.Ordinal)) _capturing.TrySetResult();
    }

    static bool Programs(params string[] names) =>
        names.All(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => System.IO.File.Exists(Path.Combine(folder, name))));

    static async Task<string> Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }

    /// <summary>Another decoder took it, be it the one of plain data; a frame that ends with TCP is a piece of a PDU.</summary>
    [GeneratedRegex(":tcp:(?!smpp)")]
    private static partial Regex NoPdu();

    [GeneratedRegex(@"received/dropped on interface .*: \d+/(\d+)")]
    private static partial Regex Lost();

    [DllImport("libc")]
    static extern int kill(int process, int signal);
}
