using System.Collections.Concurrent;
using Npgsql;

namespace Hark.Records;

/// <summary>One connection and the thread that uses it. It waits for the server on a thread of its own, so that a dead server never takes those of the process.</summary>
sealed class PostgresWorker : IDisposable
{
    const int MostRuns = 8;
    static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);

    readonly BlockingCollection<RecordWork> _queue;
    readonly PostgresLine _line;
    readonly NpgsqlDataSource _source;
    readonly PostgresPulse _pulse;
    readonly Thread _thread;
    volatile RecordWork? _work;
    PostgresSession? _session;
    int _openedAfter;

    public PostgresWorker(BlockingCollection<RecordWork> queue, PostgresLine line, NpgsqlDataSource source, TimeProvider time)
    {
        (_queue, _line, _source, _pulse) = (queue, line, source, new PostgresPulse(time));
        _thread = new Thread(Loop) { IsBackground = true, Name = "hark database" };
        _thread.Start();
    }

    /// <summary>Waits for the thread's end, which comes after that of the queue.</summary>
    public bool Join(TimeSpan most) => _thread.Join(most);

    /// <summary>Gives the thread up when the server has kept it waiting for too long: its work fails, and it does nothing more.</summary>
    /// <returns>True when another worker must take its place.</returns>
    public bool LeaveIfStill()
    {
        if (!_pulse.IsStill) return false;
        _pulse.Stop();
        _work?.Abandon(Fail(new TimeoutException(), broken: true));
        return true;
    }

    void Loop()
    {
        while (!_queue.IsCompleted && !_pulse.IsStopped)
        {
            if (_queue.TryTake(out var work, Idle)) Run(work);
        }
        Dispose();
    }

    void Run(RecordWork work)
    {
        _work = work;
        for (var run = 1; ; run++)
        {
            try
            {
                _pulse.Beat();
                Connect().Run(work);
                // A connection from before the break may live on for a moment while the server is gone.
                if (!work.Reading && _openedAfter == _line.Breaks) _line.Kept();
                break;
            }
            catch (Exception error) when (PostgresFault.IsMeeting(error) && run < MostRuns) { }
            catch (Exception error)
            {
                work.Failure = PostgresFault.IsStorage(error) ? Fail(error) : error;
                break;
            }
        }
        _pulse.Rest();
        work.End();
    }

    PostgresSession Connect()
    {
        if (_session is not null && (!_session.IsOpen || _openedAfter != _line.Breaks)) Dispose();
        if (_session is not null) return _session;
        if (!_line.MayConnect) throw new StorageUnavailableException(_line.Health.Sentence ?? $"Connecting to {_line.Address} failed a moment ago.");
        try
        {
            _openedAfter = _line.Breaks;
            _session = new PostgresSession(_source, _pulse);
        }
        catch (Exception error) when (PostgresFault.IsStorage(error))
        {
            var sentence = PostgresFault.Sentence(_line.Address, error);
            _line.Refused(sentence);
            throw new StorageUnavailableException(sentence, error);
        }
        _line.Connected();
        return _session;
    }

    StorageUnavailableException Fail(Exception error)
    {
        // Left, it has told what failed already.
        var broken = !_pulse.IsStopped && _session is not { IsOpen: true };
        if (broken) Dispose();
        return Fail(error, broken);
    }

    StorageUnavailableException Fail(Exception error, bool broken)
    {
        var sentence = PostgresFault.Sentence(_line.Address, error);
        _line.Failed(sentence, broken);
        return new StorageUnavailableException(sentence, error);
    }

    /// <summary>Ends the connection; called by the worker's own thread.</summary>
    public void Dispose()
    {
        _session?.Dispose();
        _session = null;
    }
}
