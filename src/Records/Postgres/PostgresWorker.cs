using System.Collections.Concurrent;
using Npgsql;

namespace Hark.Records;

/// <summary>One connection and the thread that uses it. It waits for the server on a thread of its own, so that a dead server never takes those of the process.</summary>
sealed class PostgresWorker : IDisposable
{
    const int MostRuns = 8;
    static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);
    static readonly Sql Probe = Sql.Named("Postgres/probe");

    readonly BlockingCollection<RecordWork> _queue;
    readonly PostgresLine _line;
    readonly PostgresAddress _address;
    readonly NpgsqlDataSource _source;
    readonly Thread _thread;
    PostgresSession? _session;
    int _openedAfter;

    public PostgresWorker(BlockingCollection<RecordWork> queue, PostgresLine line, PostgresAddress address, NpgsqlDataSource source)
    {
        (_queue, _line, _address, _source) = (queue, line, address, source);
        _thread = new Thread(Loop) { IsBackground = true, Name = "hark database" };
        _thread.Start();
    }

    /// <summary>Waits for the end of the queue.</summary>
    public void Dispose()
    {
        _thread.Join();
        _session?.Dispose();
    }

    void Loop()
    {
        while (!_queue.IsCompleted)
        {
            if (_queue.TryTake(out var work, Idle)) Run(work);
            else if (_line.MayConnect && _line.LooksNow()) Run(new RecordWork<int>(session => session.Statement(Probe).Run(), atomic: false));
        }
    }

    void Run(RecordWork work)
    {
        for (var run = 1; ; run++)
        {
            try
            {
                Connect().Run(work);
                if (!work.Reading) _line.Kept();
                break;
            }
            catch (Exception error) when (PostgresFault.IsMeeting(error) && run < MostRuns) { }
            catch (Exception error)
            {
                work.Failure = PostgresFault.IsStorage(error) ? Fail(error) : error;
                break;
            }
        }
        work.End();
    }

    PostgresSession Connect()
    {
        if (_session is not null && (!_session.IsOpen || _openedAfter != _line.Breaks)) Close();
        if (_session is not null) return _session;
        if (!_line.MayConnect) throw new StorageUnavailableException(_line.Health.Sentence ?? $"Connecting to {_address} failed a moment ago.");
        try
        {
            _openedAfter = _line.Breaks;
            _session = new PostgresSession(_source);
        }
        catch (Exception error) when (PostgresFault.IsStorage(error))
        {
            var sentence = PostgresFault.Sentence(_address, error);
            _line.Refused(sentence);
            throw new StorageUnavailableException(sentence, error);
        }
        _line.Connected();
        return _session;
    }

    StorageUnavailableException Fail(Exception error)
    {
        var sentence = PostgresFault.Sentence(_address, error);
        var broken = _session is not { IsOpen: true };
        if (broken) Close();
        _line.Failed(sentence, broken);
        return new StorageUnavailableException(sentence, error);
    }

    void Close()
    {
        _session?.Dispose();
        _session = null;
    }
}
