namespace Hark.Records;

/// <summary>Gathers what comes while earlier batches are under way. One that comes while none is, leaves at once.</summary>
/// <param name="atOnce">Batches under way at once.</param>
/// <param name="run">Answers each of a batch, or throws and has answered none.</param>
sealed class PostgresBatches<T>(int atOnce, int mostRows, Func<List<T>, Task> run, Action<T, Exception> fail) where T : IStateRequest
{
    /// <summary>A batch stays short of its time-out however large its states are.</summary>
    const int MostBytes = 4 << 20;

    readonly Lock _lock = new();
    readonly Queue<T> _waiting = new();
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _underWay;
    bool _stopping;

    public void Add(T request)
    {
        lock (_lock)
        {
            _waiting.Enqueue(request);
            if (_underWay == atOnce) return;
            _underWay++;
        }
        _ = Task.Run(RunWaiting);
    }

    /// <summary>Ends when nothing waits and nothing is under way. The caller sees to it that nothing comes any more.</summary>
    public Task Stop()
    {
        lock (_lock)
        {
            _stopping = true;
            if (_underWay == 0) _ended.TrySetResult();
        }
        return _ended.Task;
    }

    async Task RunWaiting()
    {
        while (Take() is { } batch)
        {
            try
            {
                await run(batch);
            }
            catch (Exception error)
            {
                foreach (var request in batch) fail(request, error);
                // Those that wait would each wait out the same silence, one batch after the other.
                if (PostgresStateFault.IsSilence(error)) foreach (var request in TakeAll()) fail(request, error);
            }
        }
    }

    List<T>? Take()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _underWay--;
                if (_stopping && _underWay == 0) _ended.TrySetResult();
                return null;
            }
            var batch = new List<T>(Math.Min(_waiting.Count, mostRows));
            var bytes = 0L;
            while (batch.Count < mostRows && bytes < MostBytes && _waiting.TryDequeue(out var request))
            {
                batch.Add(request);
                bytes += request.Bytes;
            }
            return batch;
        }
    }

    List<T> TakeAll()
    {
        lock (_lock)
        {
            List<T> all = [.. _waiting];
            _waiting.Clear();
            return all;
        }
    }
}
