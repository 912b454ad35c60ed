using System.Collections.Concurrent;

namespace Hark.Grains;

/// <summary>Texts given to their Subscribers whose answers a pump has not recorded yet. Answers come on any thread and only queue up here; the pump takes them in a turn of its own.</summary>
sealed class InFlight(IWakeups wakeups)
{
    readonly ConcurrentQueue<Outcome> _answers = new();
    readonly TaskCompletionSource _landed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _flying;
    int _closing;
    volatile bool _broken;

    /// <summary>Given to a Subscriber and not answered.</summary>
    public int Count => Volatile.Read(ref _flying);

    /// <summary>All have answered and all answers were taken.</summary>
    public bool Empty => Count == 0 && _answers.IsEmpty;

    /// <summary>A call failed without an answer: what became of that text has to be asked again, under a new epoch.</summary>
    public bool Broken => _broken;

    public void Launch(ISubscriber subscriber, SendText request, PacerLine line)
    {
        Interlocked.Increment(ref _flying);
        _ = Fly(subscriber, request, line);
    }

    public IReadOnlyList<Outcome> Take()
    {
        if (_answers.IsEmpty) return [];
        var taken = new List<Outcome>();
        while (_answers.TryDequeue(out var answer)) taken.Add(answer);
        return taken;
    }

    /// <summary>Ends when all have answered. Nothing may be launched afterwards.</summary>
    public Task Landed()
    {
        Volatile.Write(ref _closing, 1);
        if (Count == 0) _landed.TrySetResult();
        return _landed.Task;
    }

    async Task Fly(ISubscriber subscriber, SendText request, PacerLine line)
    {
        try
        {
            var result = await subscriber.Send(request);
            line.Release(request.Text.Parts, result.AtCarrier);
            _answers.Enqueue(new(request.Delivery, result));
        }
        catch (Exception)
        {
            // Storage gone, a silo gone: the row stays "submitting" and its Subscriber is asked again. Nothing is assumed.
            _broken = true;
            // Perhaps it is still under way. Given back too early, an admission lets one text more wait at an exit; kept for ever, a few
            // broken calls would close the pool to this priority.
            line.Release(request.Text.Parts);
        }
        finally
        {
            var left = Interlocked.Decrement(ref _flying);
            wakeups.Soon();
            if (left == 0 && Volatile.Read(ref _closing) == 1) _landed.TrySetResult();
        }
    }
}
