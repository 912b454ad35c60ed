using Hark.Grains;

namespace Hark.Records;

/// <summary>The consent log on PostgreSQL. Entries that come while a transaction is under way are appended together by the next one.</summary>
/// <remarks>One transaction of a process at a time: a second would wait for the heads of the same stores.</remarks>
public sealed class PostgresConsentLog(PostgresDatabase database, CallbackNews news) : IConsentLog
{
    const int MostEntries = 1_000;

    readonly Lock _lock = new();
    List<Waiting> _waiting = [];
    bool _appending;

    public Task<ConsentId> Append(ConsentEntry entry)
    {
        var waiting = new Waiting(Clean(entry));
        lock (_lock)
        {
            _waiting.Add(waiting);
            if (_appending) return waiting.Task;
            _appending = true;
        }
        // Not on the scheduler of the actor that came first: all others would wait for its turns.
        _ = Task.Run(AppendWaiting);
        return waiting.Task;
    }

    async Task AppendWaiting()
    {
        while (Take() is { Count: > 0 } batch)
        {
            try
            {
                await Append(batch);
            }
            catch (Exception error) when (error is StorageUnavailableException || batch.Count == 1)
            {
                foreach (var waiting in batch) waiting.SetException(error);
            }
            catch (Exception)
            {
                // One of them cannot be written; each alone tells which.
                foreach (var waiting in batch) await AppendAlone(waiting);
            }
        }
    }

    async Task Append(List<Waiting> batch)
    {
        var (ids, stores) = await database.Write(session => PostgresConsentRows.Append(session, batch.ConvertAll(waiting => waiting.Entry)));
        news.Tell(stores);
        for (var i = 0; i < batch.Count; i++) batch[i].SetResult(ids[i]);
    }

    async Task AppendAlone(Waiting waiting)
    {
        try { await Append([waiting]); }
        catch (Exception error) { waiting.SetException(error); }
    }

    /// <summary>The next to be appended together: each number of a store once, later entries of it in their order with the next batch.</summary>
    List<Waiting> Take()
    {
        lock (_lock)
        {
            var (batch, left, numbers) = (new List<Waiting>(), new List<Waiting>(), new HashSet<(StoreId, PhoneNumber)>());
            foreach (var waiting in _waiting) (batch.Count < MostEntries && numbers.Add((waiting.Entry.Store, waiting.Entry.Number)) ? batch : left).Add(waiting);
            _waiting = left;
            if (batch.Count == 0) _appending = false;
            return batch;
        }
    }

    // The hash is of what is kept.
    static ConsentEntry Clean(ConsentEntry entry) => entry with
    {
        Proof = entry.Proof is { } proof
            ? proof with { Source = PostgresText.Clean(proof.Source), Evidence = PostgresText.Clean(proof.Evidence), Wording = CleanOrNull(proof.Wording) }
            : null,
        Reason = CleanOrNull(entry.Reason),
        Name = new PersonName(CleanOrNull(entry.Name.First), CleanOrNull(entry.Name.Last)),
        By = PostgresText.Clean(entry.By),
    };

    static string? CleanOrNull(string? text) => text is null ? null : PostgresText.Clean(text);

    sealed class Waiting(ConsentEntry entry) : TaskCompletionSource<ConsentId>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public ConsentEntry Entry => entry;
    }
}
