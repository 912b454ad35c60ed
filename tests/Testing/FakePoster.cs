using System.Collections.Concurrent;
using Hark.Grains;

namespace Hark.Testing;

/// <summary>An endpoint that answers what the test says, and remembers what it was posted.</summary>
public sealed class FakePoster : ICallbackPoster
{
    readonly ConcurrentQueue<CallbackPost> _posts = new();

    public IReadOnlyCollection<CallbackPost> Posts => _posts;

    /// <summary>What it answers; 200 unless told otherwise.</summary>
    public Func<CallbackPost, CancellationToken, Task<CallbackAnswer>> Answer { get; set; } = (_, _) => Task.FromResult(new CallbackAnswer(200));

    public void Answers(CallbackAnswer answer) => Answer = (_, _) => Task.FromResult(answer);

    public string? Flaw(string url) => url.Contains("bad", StringComparison.Ordinal) ? "That address is bad." : null;

    public Task<CallbackAnswer> Post(CallbackPost post, CancellationToken stop)
    {
        _posts.Enqueue(post);
        return Answer(post, stop);
    }
}
