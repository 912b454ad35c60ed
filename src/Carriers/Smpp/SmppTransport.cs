using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Hark.Carriers;

/// <summary>Opens the stream to an SMSC.</summary>
static class SmppTransport
{
    /// <exception cref="SmppUnreachableException">No connection, or not to whom it should be.</exception>
    public static async Task<Stream> Open(SmppOptions options, CancellationToken stop)
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
            return options.Tls ? await Encrypt(stream, options, stop) : stream;
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is SocketException or IOException or System.Security.Authentication.AuthenticationException)
                throw new SmppUnreachableException($"{options.Host}:{options.Port} cannot be reached: {e.Message}", e);
            throw;
        }
    }

    static async Task<Stream> Encrypt(NetworkStream stream, SmppOptions options, CancellationToken stop)
    {
        var encrypted = new SslStream(stream);
        var client = new SslClientAuthenticationOptions { TargetHost = options.TlsName ?? options.Host };
        if (options.TlsCertificate is { } pinned)
            client.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is not null && string.Equals(certificate.GetCertHashString(HashAlgorithmName.SHA256), pinned, StringComparison.OrdinalIgnoreCase);
        await encrypted.AuthenticateAsClientAsync(client, stop);
        return encrypted;
    }
}

/// <summary>There is no connection to the SMSC.</summary>
sealed class SmppUnreachableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The SMSC does not let us bind.</summary>
/// <param name="status">Its command_status.</param>
sealed class SmppBindException(uint status) : Exception($"The SMSC refused the bind: {SmppStatus.Name(status)}.")
{
    public uint Status { get; } = status;
}
