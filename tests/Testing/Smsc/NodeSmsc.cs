using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hark.Testing;

/// <summary>An SMSC on a free port of the loopback address whose codec is not Hark's: the npm package <c>smpp</c> on Node.js, in a process of its own.</summary>
/// <remarks>Its journal is a file that is written before a text is answered, so that who got an answer finds the text in <see cref="Submits"/>, also after <see cref="Kill"/>.</remarks>
public sealed class NodeSmsc : IAsyncDisposable
{
    const int Second = 1_000;

    readonly string _folder = Directory.CreateTempSubdirectory("hark-smsc-").FullName;
    readonly string _packages;
    /// <summary>What it was started with and what was changed since: a restart keeps it.</summary>
    readonly JsonObject _settings;
    SmscProcess? _process;

    NodeSmsc(string packages, NodeSmscSettings settings) => (_packages, _settings) = (packages, ToJson(settings));

    public int Port { get; private set; }

    string Journal => Path.Combine(_folder, "journal");

    /// <exception cref="InvalidOperationException">Node.js, npm or the package is missing, or a setting is wrong; the message says what.</exception>
    public static async Task<NodeSmsc> Start(NodeSmscSettings? settings = null)
    {
        var smsc = new NodeSmsc(await SmscInstall.Packages(), settings ?? new());
        try
        {
            await smsc.Restart();
            return smsc;
        }
        catch
        {
            await smsc.DisposeAsync();
            throw;
        }
    }

    /// <summary>Changes settings while it runs.</summary>
    /// <param name="settings">An object with properties of <see cref="NodeSmscSettings"/>, in their spelling or in camel case; others stay as they are.</param>
    public async Task Set(object settings)
    {
        var changes = ToJson(settings);
        await Running.Ask("set", changes);
        foreach (var (name, value) in changes) _settings[name] = value?.DeepClone();
    }

    /// <summary>Sends a text from a handset to one who is bound to receive; they take turns.</summary>
    /// <returns>The status of the answer, 0 when it was taken.</returns>
    /// <exception cref="InvalidOperationException">Nobody is bound to receive, or the connection ended before the answer.</exception>
    public async Task<uint> Deliver(SmscDeliver text) => (await Running.Ask("deliver", new { text.From, text.To, text.Text, text.DataCoding, text.Payload, text.Part, Bytes = text.Bytes is null ? null : Convert.ToHexString(text.Bytes) })).GetUInt32();

    /// <inheritdoc cref="Deliver(SmscDeliver)"/>
    public Task<uint> Deliver(string from, string to, string text) => Deliver(new SmscDeliver(from, to, text));

    /// <summary>Writes bytes to every connection, for PDUs that no codec would make.</summary>
    public Task Raw(byte[] bytes) => Running.Ask("raw", Convert.ToHexString(bytes));

    /// <summary>Ends every connection without a word.</summary>
    public Task Drop() => Running.Ask("drop", null);

    /// <summary>kill -9. What it took stays in the journal.</summary>
    public async Task Kill()
    {
        await Running.Kill();
        _process!.Dispose();
        _process = null;
    }

    /// <summary>Starts it again after <see cref="Kill"/>, on the same port and journal: it knows the texts it took, and sends the receipts that nobody acknowledged.</summary>
    public async Task Restart()
    {
        if (_process is not null) throw new InvalidOperationException("The SMSC runs: kill it first.");
        _process = new(_packages, JsonSerializer.Serialize(new { port = Port, journal = Journal, settings = _settings }));
        Port = await _process.Listening();
    }

    /// <summary>Texts that it took, in their order, over all its lives.</summary>
    public IReadOnlyList<SmscSubmit> Submits()
    {
        _process?.ThrowIfDead();
        return SmscJournal.Submits(Journal);
    }

    /// <summary>All of the journal.</summary>
    public IReadOnlyList<SmscRecord> Records()
    {
        _process?.ThrowIfDead();
        return SmscJournal.Records(Journal);
    }

    public async Task<SmscStats> Stats() => (await Running.Ask("stats", null)).Deserialize<SmscStats>(NodeSmscSettings.Json)!;

    /// <summary>The most texts that were taken in any second: two exactly one second apart are in different ones.</summary>
    public static int BusiestSecond(IEnumerable<SmscSubmit> submits)
    {
        var window = new Queue<long>();
        var most = 0;
        foreach (var at in submits.Select(submit => submit.At).Order())
        {
            window.Enqueue(at);
            while (at - window.Peek() >= Second) window.Dequeue();
            most = Math.Max(most, window.Count);
        }
        return most;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await Kill();
        Directory.Delete(_folder, recursive: true);
    }

    SmscProcess Running => _process ?? throw new InvalidOperationException("The SMSC was killed: restart it first.");

    static JsonObject ToJson(object settings) => JsonSerializer.SerializeToNode(settings, settings.GetType(), NodeSmscSettings.Json)!.AsObject();
}
