using System.Net;
using System.Net.Sockets;

namespace Hark.Testing;

/// <summary>Ports of the loopback address for programs that must be told theirs.</summary>
public static class FreePort
{
    /// <summary>One that nobody listens at now. Who takes it should do so soon: another program may take it as well.</summary>
    public static int Next()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
