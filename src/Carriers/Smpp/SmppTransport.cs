using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Hark.Carriers;

/// <summary>The stream to an SMSC.</summary>
sealed class SmppTransport : IDisposable
{
    readonly Socket _socket;

    SmppTransport(Socket socket, Stream stream) => (_socket, Stream) = (socket, stream);

    public Stream Stream { get; }

    /// <exception cref="SmppUnreachableException">No connection, or not to whom it should be.</exception>
    public static async Task<SmppTransport> Open(SmppOptions options, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            // What stands in our own buffers when a session is given up must not arrive any more: it is unknown by then, and a STOP may have been acknowledged.
            LingerState = new LingerOption(true, 0),
        };
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, stop);
            var stream = new NetworkStream(socket, ownsSocket: true);
            return new(socket, options.Tls ? await Encrypt(stream, options, stop) : stream);
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is SocketException or IOException or AuthenticationException)
                throw new SmppUnreachableException($"{options.Host}:{options.Port} cannot be reached: {e.Message}", e);
            throw;
        }
    }

    /// <summary>Ends it, and leaves what was written to arrive.</summary>
    public void Finish()
    {
        try
        {
            _socket.LingerState = new LingerOption(false, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has ended already.
        }
        Dispose();
    }

    /// <summary>Ends it; what did not leave yet never will.</summary>
    public void Dispose() => Stream.Dispose();

    static async Task<Stream> Encrypt(NetworkStream stream, SmppOptions options, CancellationToken stop)
    {
        var encrypted = new SslStream(stream);
        var client = new SslClientAuthenticationOptions { TargetHost = options.TlsName ?? options.Host };
        if (options.TlsCertificate is { } pinned)
            client.RemoteCertificateValidationCallback = (_, certificate, _, flaws) =>
                (flaws & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None && Hash(certificate!).Equals(pinned, StringComparison.OrdinalIgnoreCase);
        await encrypted.AuthenticateAsClientAsync(client, stop);
        return encrypted;
    }

    static string Hash(X509Certificate certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);
}

/// <summary>There is no connection to the SMSC.</summary>
sealed class SmppUnreachableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The SMSC does not let us bind.</summary>
/// <param name="status">Its command_status.</param>
sealed class SmppBindException(uint status) : Exception($"The SMSC refused the bind: {SmppStatus.Name(status)}.")
{
    public uint Status { get; } = status;
}
