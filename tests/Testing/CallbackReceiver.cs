using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Hark.Testing;

/// <summary>A store's own server, which takes callbacks, answers as the test says and remembers them in the order of their arrival.</summary>
public sealed class CallbackReceiver : IDisposable
{
    readonly HttpListener _listener = new();
    readonly ConcurrentQueue<ReceivedCallback> _received = new();

    public CallbackReceiver()
    {
        Url = $"http://127.0.0.1:{FreePort.Next()}/hook";
        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _ = Listen();
    }

    public string Url { get; }

    /// <summary>The HTTP status of its answer, when the task ends; 200 at once unless told otherwise.</summary>
    public Func<ReceivedCallback, Task<int>> Answer { get; set; } = _ => Task.FromResult(200);

    public IReadOnlyCollection<ReceivedCallback> Received => _received;

    /// <summary>Never answers.</summary>
    public static Task<int> Hang(ReceivedCallback _) => new TaskCompletionSource<int>().Task;

    public void Dispose() => _listener.Close();

    async Task Listen()
    {
        try
        {
            while (true) _ = Take(await _listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException) { }
    }

    async Task Take(HttpListenerContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var callback = new ReceivedCallback(context.Request.Headers["webhook-id"]!, context.Request.Headers["webhook-signature"]!, context.Request.ContentType!, await reader.ReadToEndAsync(),
                TimeProvider.System.GetTimestamp());
            _received.Enqueue(callback);
            context.Response.StatusCode = await Answer(callback);
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException) { }
    }
}

/// <param name="At">Timestamp of the machine's clock that only rises.</param>
public sealed record ReceivedCallback(string Id, string Signature, string ContentType, string Body, long At)
{
    JsonElement Root => JsonElement.Parse(Body);

    public string Type => Root.GetProperty("type").GetString()!;

    /// <summary>A word of the event's data, in the JSON form.</summary>
    public string Data(string name) => Root.GetProperty("data").GetProperty(name).GetString()!;
}
