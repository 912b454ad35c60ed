using System.Threading.Channels;
using Hark.Grains;

namespace Hark.Carriers;

/// <summary>Tells of texts that were accepted after all. Each is told several times: whether its row is in unknown yet, only its store knows, and to a row that is not the news means nothing.</summary>
sealed class LateAnswers : IAsyncDisposable
{
    /// <summary>Since the answer. The first is for rows that are written already, the last for a database that was away.</summary>
    static readonly TimeSpan[] s_after = [TimeSpan.Zero, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1)];

    static readonly TimeSpan s_often = TimeSpan.FromSeconds(1);

    readonly Func<ICarrierEvents> _events;
    readonly TimeProvider _time;
    readonly Channel<Answer> _answers = Channel.CreateUnbounded<Answer>();
    readonly CancellationTokenSource _stop = new();
    readonly Task _work;

    public LateAnswers(Func<ICarrierEvents> events, TimeProvider time)
    {
        (_events, _time) = (events, time);
        _work = Task.Run(Work);
    }

    public void Add(DeliveryId delivery, string reference) => _answers.Writer.TryWrite(new(delivery, reference, _time.GetTimestamp()));

    /// <summary>Ends when all have been told once more.</summary>
    public async ValueTask DisposeAsync()
    {
        _answers.Writer.TryComplete();
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    async Task Work()
    {
        var open = new Queue<Answer>();
        do
        {
            await Wait(idle: open.Count == 0);
            while (_answers.Reader.TryRead(out var answer)) open.Enqueue(answer);
            for (var left = open.Count; left > 0; left--)
            {
                var answer = open.Dequeue();
                var told = answer.Told;
                while (told < s_after.Length && _time.GetElapsedTime(answer.At) >= s_after[told]) told++;
                if (told > answer.Told || _stop.IsCancellationRequested) await Tell(answer);
                if (told < s_after.Length) open.Enqueue(answer with { Told = told });
            }
        }
        while (!_stop.IsCancellationRequested);
    }

    async Task Wait(bool idle)
    {
        try
        {
            if (idle) await _answers.Reader.WaitToReadAsync(_stop.Token);
            else await Task.Delay(s_often, _time, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The link stops.
        }
    }

    async Task Tell(Answer answer)
    {
        try
        {
            await _events().Answered(answer.Delivery, answer.Reference);
        }
        catch (Exception)
        {
            // Told again; and if that fails, too, the text stays unknown unless its receipt tells.
        }
    }

    sealed record Answer(DeliveryId Delivery, string Reference, long At, int Told = 0);
}
