using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hark.Testing;

/// <summary>A text provider on the loopback address: takes form posts, answers as the test says, down to the byte, and remembers what it was asked.</summary>
public sealed class FakeProvider : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _end = new();
    readonly ConcurrentQueue<ProviderRequest> _received = new();
    readonly SemaphoreSlim _arrivals = new(0);
    int _connections, _ids;

    public FakeProvider()
    {
        Answer = _ => ProviderAnswer.Json(201, $$"""{"sid":"SM{{Interlocked.Increment(ref _ids)}}","status":"queued","error_code":null}""");
        _listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/2010-04-01/Accounts/AC123/Messages.json";
        _ = Accept();
    }

    /// <summary>The Messages resource.</summary>
    public string Url { get; }

    /// <summary>What it answers; makes a message SM1, SM2... unless told otherwise.</summary>
    public Func<ProviderRequest, ProviderAnswer> Answer { get; set; }

    public IReadOnlyCollection<ProviderRequest> Received => _received;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Ends when one more request has come, its body read.</summary>
    public Task Arrival() => _arrivals.WaitAsync();

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
    }

    async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException) { }
    }

    async Task Serve(TcpClient client)
    {
        using var _ = client;
        Interlocked.Increment(ref _connections);
        try
        {
            var stream = client.GetStream();
            while (await Read(stream) is { } request)
            {
                _received.Enqueue(request);
                var answer = Answer(request);
                _arrivals.Release();
                await answer.Write(stream, _end.Token);
                if (answer.Closes) return;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException) { }
    }

    /// <summary>Null when the connection ends, or does not speak HTTP.</summary>
    async Task<ProviderRequest?> Read(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[4096];
        string text;
        int head;
        while ((head = (text = Encoding.Latin1.GetString([.. bytes])).IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
            if (!await More()) return null;
        var lines = text[..head].Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(h => h[0], h => h[1], StringComparer.OrdinalIgnoreCase);
        var length = head + 4 + int.Parse(headers.GetValueOrDefault("Content-Length", "0"), System.Globalization.CultureInfo.InvariantCulture);
        while (bytes.Count < length)
            if (!await More()) return null;
        var form = Encoding.UTF8.GetString([.. bytes[(head + 4)..length]]);
        return new ProviderRequest(lines[0], headers, [.. form.Split('&').Select(pair => pair.Split('=', 2)).Select(pair => (WebUtility.UrlDecode(pair[0]), WebUtility.UrlDecode(pair[^1])))]);

        async Task<bool> More()
        {
            var read = await stream.ReadAsync(buffer, _end.Token);
            bytes.AddRange(buffer[..read]);
            return read > 0 && char.IsAsciiLetter((char)bytes[0]);
        }
    }
}

/// <param name="Line">Such as <c>POST /path HTTP/1.1</c>.</param>
/// <param name="Form">In the order in which it was sent.</param>
public sealed record ProviderRequest(string Line, IReadOnlyDictionary<string, string> Headers, IReadOnlyList<(string Name, string Value)> Form)
{
    /// <summary>A field that was sent once.</summary>
    public string this[string name] => Form.Single(f => f.Name == name).Value;
}

/// <summary>What a provider does with a connection once it has read a request.</summary>
/// <param name="Closes">The connection ends afterwards.</param>
public sealed record ProviderAnswer(Func<NetworkStream, CancellationToken, Task> Write, bool Closes = false)
{
    /// <summary>Never answers.</summary>
    public static ProviderAnswer Hang { get; } = new((_, end) => new TaskCompletionSource().Task.WaitAsync(end));

    /// <param name="headers">Lines, each with its end.</param>
    public static ProviderAnswer Json(int status, string body, string headers = "") =>
        Raw($"HTTP/1.1 {status} Told\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}");

    public static ProviderAnswer Raw(string answer, bool closes = false) => new((stream, end) => stream.WriteAsync(Encoding.UTF8.GetBytes(answer), end).AsTask(), closes);

    /// <summary>The head and a piece of the body, then nothing more.</summary>
    public static ProviderAnswer HangsAfter(string answer) => new(async (stream, end) =>
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), end);
        await Hang.Write(stream, end);
    });

    /// <summary>Breaks the connection instead of an answer.</summary>
    public static ProviderAnswer Reset { get; } = new((stream, _) =>
    {
        stream.Socket.LingerState = new LingerOption(true, 0);
        return Task.CompletedTask;
    }, Closes: true);
}
