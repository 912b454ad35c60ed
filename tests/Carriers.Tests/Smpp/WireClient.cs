using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Hark.Carriers.Tests;

/// <summary>As little of an SMPP client as a test of the SMSC needs: it writes octets and reads PDUs, one after the other.</summary>
sealed class WireClient : IDisposable
{
    public const uint SubmitResponse = 0x8000_0004;
    public const uint Deliver = 0x5;
    const uint BindTransceiver = 0x9;
    const uint Submit = 0x4;
    const uint Query = 0x3;
    const uint Response = 0x8000_0000;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly TcpClient _tcp = new() { NoDelay = true };
    Stream _stream = Stream.Null;
    uint _sequence;

    /// <summary>A PDU as it came.</summary>
    public readonly record struct Pdu(uint Command, uint Status, uint Sequence, byte[] Body)
    {
        /// <summary>The first field of an answer.</summary>
        public string Text => Encoding.ASCII.GetString(Body.AsSpan(0, Body.AsSpan().IndexOf((byte)0)));
    }

    /// <param name="trusted">Of the server, which speaks TLS then.</param>
    public static async Task<WireClient> Connect(int port, X509Certificate2? trusted = null)
    {
        var client = new WireClient();
        await client._tcp.ConnectAsync(IPAddress.Loopback, port);
        client._stream = client._tcp.GetStream();
        if (trusted is null) return client;
        var secure = new SslStream(client._stream);
        client._stream = secure;
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { trusted }, RevocationMode = X509RevocationMode.NoCheck },
        });
        return client;
    }

    public static async Task<WireClient> Bound(int port, X509Certificate2? trusted = null)
    {
        var client = await Connect(port, trusted);
        Assert.Equal(0u, await client.Bind());
        return client;
    }

    /// <returns>The status.</returns>
    public async Task<uint> Bind(string systemId = "hark", string password = "secret") =>
        (await Ask(BindTransceiver, Body(systemId, password, "", (byte)0x34, (byte)0, (byte)0, ""))).Status;

    /// <returns>The sequence number.</returns>
    public Task<uint> SendSubmit(string destination, string text, byte receipt = 0) => Send(Submit, SubmitBody(destination, text, receipt));

    public async Task<Pdu> SubmitText(string destination, string text, byte receipt = 0)
    {
        var sequence = await SendSubmit(destination, text, receipt);
        var answer = await Read();
        Assert.Equal((SubmitResponse, sequence), (answer.Command, answer.Sequence));
        return answer;
    }

    public Task<Pdu> QueryText(string id) => Ask(Query, Body(id, (byte)1, (byte)1, "18005550199"));

    public Task<Pdu> EnquireLink() => Ask(0x15, []);

    public async Task<Pdu> Ask(uint command, byte[] body)
    {
        var sequence = await Send(command, body);
        var answer = await Read();
        Assert.Equal((command | Response, sequence), (answer.Command, answer.Sequence));
        return answer;
    }

    public async Task<uint> Send(uint command, byte[] body)
    {
        await Write(command, 0, ++_sequence, body);
        return _sequence;
    }

    public Task Answer(Pdu asked, uint status) => Write(asked.Command | Response, status, asked.Sequence, [0]);

    public async Task SendRaw(byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <exception cref="EndOfStreamException">The connection ended, whether or not within a PDU.</exception>
    public async Task<Pdu> Read()
    {
        var head = await ReadBytes(16);
        var body = await ReadBytes(BinaryPrimitives.ReadInt32BigEndian(head) - head.Length);
        return new(Number(head, 4), Number(head, 8), Number(head, 12), body);
    }

    /// <exception cref="EndOfStreamException">The connection ended before.</exception>
    public async Task<byte[]> ReadBytes(int count)
    {
        using var end = new CancellationTokenSource(Patience);
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, end.Token);
        return bytes;
    }

    /// <summary>All octets up to the end of the connection.</summary>
    public async Task<byte[]> ReadToEnd()
    {
        using var all = new MemoryStream();
        using var end = new CancellationTokenSource(Patience);
        try { await _stream.CopyToAsync(all, end.Token); }
        catch (IOException) { /* Ended with a reset. */ }
        return all.ToArray();
    }

    /// <summary>Words end with a zero, octets stand as they are.</summary>
    public static byte[] Body(params object[] fields) =>
        [.. fields.SelectMany(field => field switch { string text => [.. Encoding.ASCII.GetBytes(text), 0], byte octet => [octet], byte[] octets => octets, _ => throw new ArgumentException($"{field}") })];

    public static byte[] SubmitBody(string destination, string text, byte receipt = 0) =>
        Body("", (byte)1, (byte)1, "18005550199", (byte)1, (byte)1, destination, (byte)0, (byte)0, (byte)0, "", "000001000000000R", receipt, (byte)0, (byte)0, (byte)0, (byte)text.Length, Encoding.ASCII.GetBytes(text));

    public void Dispose()
    {
        _stream.Dispose();
        _tcp.Dispose();
    }

    async Task Write(uint command, uint status, uint sequence, byte[] body)
    {
        var pdu = new byte[16 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(pdu, pdu.Length);
        BinaryPrimitives.WriteUInt32BigEndian(pdu.AsSpan(4), command);
        BinaryPrimitives.WriteUInt32BigEndian(pdu.AsSpan(8), status);
        BinaryPrimitives.WriteUInt32BigEndian(pdu.AsSpan(12), sequence);
        body.CopyTo(pdu, 16);
        await SendRaw(pdu);
    }

    static uint Number(byte[] head, int at) => BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(at));
}
