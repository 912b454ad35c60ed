using System.Net;
using System.Net.Sockets;

namespace Hark.Records.Tests;

/// <summary>The wire between a client and a server on this machine; it can be held still, and can lose an answer.</summary>
sealed class Wire : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly int _server;
    TaskCompletionSource _flow = Flowing();
    int _losing;

    public Wire(int server)
    {
        _server = server;
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections are taken and stay open, but nothing arrives at either end any more: a server that was stopped.</summary>
    public void Hold() => _flow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _flow.SetResult();

    /// <summary>The next answer is lost, and its connection ends.</summary>
    public void LoseAnswer() => Volatile.Write(ref _losing, 1);

    public void Dispose() => _listener.Dispose();

    static TaskCompletionSource Flowing()
    {
        var flow = new TaskCompletionSource();
        flow.SetResult();
        return flow;
    }

    async Task Accept()
    {
        while (true)
        {
            TcpClient client;
            try { client = await _listener.AcceptTcpClientAsync(); }
            catch (Exception error) when (error is SocketException or ObjectDisposedException) { return; }
            _ = Join(client);
        }
    }

    async Task Join(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            await server.ConnectAsync(IPAddress.Loopback, _server);
            await Task.WhenAny(Carry(client.GetStream(), server.GetStream(), answers: false), Carry(server.GetStream(), client.GetStream(), answers: true));
        }
    }

    async Task Carry(NetworkStream from, NetworkStream to, bool answers)
    {
        var bytes = new byte[16_384];
        try
        {
            while (await from.ReadAsync(bytes) is > 0 and var read)
            {
                await _flow.Task;
                if (answers && Interlocked.Exchange(ref _losing, 0) == 1) return;
                await to.WriteAsync(bytes.AsMemory(0, read));
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // One end is gone, so is the other.
        }
    }
}
