namespace Hark.Carriers;

/// <summary>Keeps one session of a link bound until it is disposed of.</summary>
sealed class SmppKeeper : IAsyncDisposable
{
    readonly SmppOptions _options;
    readonly SessionWindows<SmppSession> _windows;
    readonly Action<Pdu, SmppConnection> _received;
    readonly Action<string?> _changed;
    readonly TimeProvider _time;
    readonly CancellationTokenSource _stop = new();
    readonly Task _work;
    TimeSpan _next;

    /// <param name="received">What the SMSC asks of us.</param>
    /// <param name="changed">Told null when the session is bound, and why when it is not.</param>
    public SmppKeeper(SmppOptions options, SessionWindows<SmppSession> windows, Action<Pdu, SmppConnection> received, Action<string?> changed, TimeProvider time)
    {
        (_options, _windows, _received, _changed, _time, _next) = (options, windows, received, changed, time, options.ReconnectAfter);
        _work = Task.Run(Work);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    async Task Work()
    {
        try
        {
            while (!_stop.IsCancellationRequested) await Task.Delay(await Keep(), _time, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The link stops.
        }
    }

    /// <returns>The pause before the next attempt.</returns>
    async Task<TimeSpan> Keep()
    {
        try
        {
            await using var session = await SmppSession.Bind(_options, _received, _time, _stop.Token);
            var began = _time.GetTimestamp();
            _windows.Open(session);
            _changed(null);
            var why = await Over(session);
            _windows.Close(session);
            _changed(why);
            if (_stop.IsCancellationRequested) await TakeLeave(session);
            // An SMSC that lets us in and throws us out again is asked as seldom as one that does not let us in.
            if (_time.GetElapsedTime(began) > _options.ReconnectAtMost) _next = _options.ReconnectAfter;
            return Doubled();
        }
        catch (SmppBindException e)
        {
            // A wrong password does not become right by trying it often; carriers lock accounts for that.
            _changed(e.Message);
            return Spread(_options.ReconnectAtMost);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever it is: a keeper that ended would leave the link down for good.
            _changed(e.Message);
            return Doubled();
        }
    }

    async Task<string> Over(SmppSession session)
    {
        try
        {
            return await session.Ended.WaitAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            return "Hark stops.";
        }
    }

    /// <summary>Nothing new begins on the session any more; what is in flight is waited for.</summary>
    async Task TakeLeave(SmppSession session)
    {
        try
        {
            await Task.WhenAny(_windows.Empty(session), session.Ended).WaitAsync(_options.Timeout, _time);
        }
        catch (TimeoutException)
        {
            // What is still unanswered is unknown.
        }
        await session.Unbind();
    }

    TimeSpan Doubled()
    {
        var pause = _next;
        _next = _next * 2 < _options.ReconnectAtMost ? _next * 2 : _options.ReconnectAtMost;
        return Spread(pause);
    }

    /// <summary>Up to a quarter more, so that the sessions of many processes do not come at once.</summary>
    static TimeSpan Spread(TimeSpan pause) => pause * (1 + Random.Shared.NextDouble() / 4);
}
