using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hark.Web.Tests;

/// <summary>A server that does to each connection what a test says, down to the byte.</summary>
sealed class RawServer : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _end = new();
    readonly TaskCompletionSource<string> _head = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _connections;

    public RawServer(Func<NetworkStream, CancellationToken, Task> serve)
    {
        _listener.Start();
        _ = Accept(serve);
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hook";

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Head of the first request.</summary>
    public Task<string> Head => _head.Task;

    /// <summary>Answers each request with the same bytes and closes.</summary>
    public static RawServer Answering(string answer) => new((stream, token) => stream.WriteAsync(Encoding.ASCII.GetBytes(answer), token).AsTask());

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    async Task Accept(Func<NetworkStream, CancellationToken, Task> serve)
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                Interlocked.Increment(ref _connections);
                _ = Serve(client, serve);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException) { }
    }

    async Task Serve(TcpClient client, Func<NetworkStream, CancellationToken, Task> serve)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            var head = new StringBuilder();
            var buffer = new byte[4096];
            while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                var read = await stream.ReadAsync(buffer, _end.Token);
                if (read == 0) return;
                head.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
            _head.TrySetResult(head.ToString());
            await serve(stream, _end.Token);
            // What was sent must arrive before the connection ends.
            client.Client.Shutdown(SocketShutdown.Send);
            while (await stream.ReadAsync(buffer, _end.Token) > 0) { }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException) { }
    }
}
