using System.Collections.Concurrent;

namespace Hark.Grains;

/// <summary>Posts on their way. Answers come on any thread and only queue up here; the endpoint's actor takes them in a turn of its own. One post of a customer at a time.</summary>
sealed class CallbackFlights(ICallbackPoster poster, IWakeups wakeups, TimeProvider time) : IDisposable
{
    /// <summary>How long an endpoint that is being ended waits for answers. What is cut off is posted again, under the same id.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    readonly ConcurrentQueue<LandedPost> _answers = new();
    readonly List<LandedPost> _landed = [];
    readonly Dictionary<PhoneNumber, Task> _flying = [];
    readonly CancellationTokenSource _stop = new();

    /// <summary>Posted, and the answer not recorded.</summary>
    public int Count => _flying.Count;

    /// <summary>Whether a post of this customer, or one of nobody, is on its way.</summary>
    public bool Has(PhoneNumber? customer) => _flying.ContainsKey(Key(customer));

    public void Launch(CallbackPost post, long version) => _flying[Key(post.Event.Customer)] = Fly(post, version, _stop.Token);

    /// <summary>Called in a turn: those that have been answered, until they are recorded.</summary>
    public IReadOnlyList<LandedPost> Landed()
    {
        while (_answers.TryDequeue(out var landed)) _landed.Add(landed);
        return _landed;
    }

    /// <summary>From here on their customers may be posted to again.</summary>
    public void Recorded()
    {
        foreach (var landed in _landed) _flying.Remove(Key(landed.Event.Customer));
        _landed.Clear();
    }

    /// <summary>Ends when all have been answered or cut off.</summary>
    public async Task Land()
    {
        if (_flying.Count == 0) return;
        await using var grace = time.CreateTimer(_ => _stop.Cancel(), null, Grace, Timeout.InfiniteTimeSpan);
        await Task.WhenAll(_flying.Values);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    async Task Fly(CallbackPost post, long version, CancellationToken stop)
    {
        CallbackAnswer? answer = null;
        try
        {
            // Rendering and connecting must not take the actor's turn.
            answer = await Task.Run(() => poster.Post(post, stop)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) { }
        catch (Exception e)
        {
            // A fault of ours. It counts as a failed attempt: tried for ever it would hold back the customer's later events.
            answer = new CallbackAnswer(null, Error: $"It could not be posted: {e.Message}");
        }
        _answers.Enqueue(new(post.Event, version, answer));
        wakeups.Soon();
    }

    static PhoneNumber Key(PhoneNumber? customer) => customer ?? default;
}

/// <summary>A post that is over, and the endpoint's version it was made under.</summary>
/// <param name="Answer">Null when it was cut off: what became of it is not known, and it counts for nothing.</param>
sealed record LandedPost(CallbackEvent Event, long Version, CallbackAnswer? Answer);
