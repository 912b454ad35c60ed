namespace Hark.Carriers;

/// <summary>Room on the sessions of a link. Who waits gets the first that is free on any of them, in the order of asking. Safe for any number of threads.</summary>
/// <param name="size">Of the window of one session.</param>
sealed class SessionWindows<T>(int size, TimeProvider time) where T : class
{
    readonly Lock _lock = new();
    readonly List<Window> _windows = [];
    readonly Queue<TaskCompletionSource<T?>> _waiting = [];
    volatile int _sessions;

    /// <summary>Sessions that give room.</summary>
    public int Sessions => _sessions;

    /// <summary>Rooms that are taken on them.</summary>
    public int Used { get { lock (_lock) return _windows.Where(w => w.Open).Sum(w => w.Used); } }

    public void Open(T session)
    {
        lock (_lock)
        {
            var window = new Window(session);
            _windows.Add(window);
            _sessions++;
            while (window.Used < size && Next() is { } next)
                if (next.TrySetResult(session)) window.Used++;
        }
    }

    /// <summary>The session gives no more room; that which is taken is given back as before.</summary>
    public void Close(T session)
    {
        lock (_lock)
        {
            if (Of(session) is not { Open: true } window) return;
            window.Open = false;
            if (window.Used == 0) Remove(window);
            if (--_sessions > 0) return;
            while (Next() is { } next) next.TrySetResult(null);
        }
    }

    /// <summary>Ends when all room of a closed session is given back.</summary>
    public Task Empty(T session)
    {
        lock (_lock) return Of(session)?.Empty.Task ?? Task.CompletedTask;
    }

    /// <returns>Null when there was none in time, or there are no sessions.</returns>
    public async ValueTask<T?> Enter(TimeSpan patience)
    {
        TaskCompletionSource<T?> place;
        lock (_lock)
        {
            if (_sessions == 0) return null;
            if (Freest() is { } freest)
            {
                freest.Used++;
                return freest.Session;
            }
            place = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(place);
        }
        try
        {
            return await place.Task.WaitAsync(patience, time);
        }
        catch (TimeoutException)
        {
            // Room may just have been given.
            return place.TrySetResult(null) ? null : await place.Task;
        }
    }

    /// <summary>One more on the same session, if nobody waits for it.</summary>
    public bool TryEnter(T session)
    {
        lock (_lock)
        {
            if (Of(session) is not { Open: true } window || window.Used >= size) return false;
            window.Used++;
            return true;
        }
    }

    public void Leave(T session)
    {
        lock (_lock)
        {
            if (Of(session) is not { } window) return;
            while (window.Open && Next() is { } next)
                if (next.TrySetResult(session)) return;
            window.Used--;
            if (!window.Open && window.Used == 0) Remove(window);
        }
    }

    /// <summary>Null when all are full.</summary>
    Window? Freest()
    {
        Window? freest = null;
        foreach (var window in _windows)
            if (window.Open && window.Used < (freest?.Used ?? size)) freest = window;
        return freest;
    }

    Window? Of(T session) => _windows.Find(w => w.Session == session);

    TaskCompletionSource<T?>? Next() => _waiting.TryDequeue(out var next) ? next : null;

    void Remove(Window window)
    {
        _windows.Remove(window);
        window.Empty.SetResult();
    }

    sealed class Window(T session)
    {
        public T Session => session;
        public bool Open { get; set; } = true;
        public int Used { get; set; }
        public TaskCompletionSource Empty { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
