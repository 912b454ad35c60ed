using Hark.Grains;

namespace Hark.Carriers;

/// <summary>What comes back from handsets: receipts in batches, replies one by one. Whatever the sink does not take is kept and given again.</summary>
/// <remarks>While the sink fails, what waits grows with the traffic, as it would at a carrier.</remarks>
sealed class HandsetEvents
{
    const int MostReceipts = 1_000;

    /// <summary>Replies are given together, since each has a call of its own and their order does not matter.</summary>
    const int MostReplies = 32;

    readonly Func<ICarrierEvents> _sink;
    readonly Action<AnswerDue> _answer;
    readonly Outbox<ReceiptDue> _receipts;
    readonly Outbox<InboundText> _replies;
    readonly Lock _lock = new();
    long _failures;
    string? _lastFailure;

    /// <param name="answer">Gives an answer that had to wait for its receipt.</param>
    public HandsetEvents(Func<ICarrierEvents> sink, Func<Task> pause, Action<AnswerDue> answer)
    {
        (_sink, _answer) = (sink, answer);
        _receipts = new(MostReceipts, GiveReceipts, pause);
        _replies = new(MostReplies, GiveReplies, pause);
    }

    public int ReceiptsWaiting => _receipts.Waiting;
    public int RepliesWaiting => _replies.Waiting;
    public (long Count, string? Last) Failures { get { lock (_lock) return (_failures, _lastFailure); } }

    public void Add(ReceiptDue receipt) => _receipts.Add(receipt);
    public void Add(InboundText reply) => _replies.Add(reply);

    public Task Run() => Task.WhenAll(_receipts.Run(), _replies.Run());
    public Task Stop() => Task.WhenAll(_receipts.Stop(), _replies.Stop());

    async Task<IReadOnlyList<ReceiptDue>> GiveReceipts(IReadOnlyList<ReceiptDue> batch)
    {
        if (!await Taken(sink => sink.Receipts([.. batch.Select(r => r.Receipt)]))) return batch;
        foreach (var receipt in batch)
            if (receipt.Then is { } answer) _answer(answer);
        return [];
    }

    async Task<IReadOnlyList<InboundText>> GiveReplies(IReadOnlyList<InboundText> batch)
    {
        var taken = await Task.WhenAll(batch.Select(reply => Taken(sink => sink.Received(reply))));
        return [.. batch.Where((_, i) => !taken[i])];
    }

    /// <summary>Any failure means: not taken, keep it. It is shown in the statistics.</summary>
    async Task<bool> Taken(Func<ICarrierEvents, Task> call)
    {
        try
        {
            await call(_sink());
            return true;
        }
        catch (Exception e)
        {
            lock (_lock) (_failures, _lastFailure) = (_failures + 1, e.Message);
            return false;
        }
    }
}
