namespace Hark.Grains;

public sealed record ImportState(ImportPlan Plan, PhoneNumber AfterNumber, long AfterLine, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt);

/// <summary>One import. A turn is one batch: opt-ins through the Subscribers, their outcomes for the report, then the cursor. A batch that a crash repeats changes nothing, since an opt-in is idempotent.</summary>
public class Import(ImportId id, IState<ImportState> state, IWakeups wakeups, IImportRows rows, IGrains grains, TimeProvider time) : IImport, IWakeable
{
    /// <summary>After storage or a silo failed.</summary>
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Subscribers asked at once: enough to fill a group commit.</summary>
    const int Batch = 2_000;

    public async Task Start(ImportPlan plan)
    {
        if (state.Value is not null) return;
        await wakeups.At(time.GetUtcNow());
        await state.Write(new(plan, default, 0, time.GetUtcNow(), null));
        wakeups.Soon();
    }

    public async Task<ImportView?> View()
    {
        if (state.Value is not { } import) return null;
        var counts = await rows.Count(id);
        var processed = counts.Values.Sum();
        return new(id, import.Plan.Store, import.EndedAt is null ? ImportStatus.Running : ImportStatus.Completed, import.Plan.Rows, processed, counts, import.CreatedAt, import.EndedAt);
    }

    public async Task Wake()
    {
        if (state.Value is not { EndedAt: null } import)
        {
            await wakeups.Never();
            return;
        }

        try
        {
            await Work(import);
        }
        catch (Exception e) when (e is StorageUnavailableException or NoAnswerException)
        {
            // Readiness tells of storage. The batch is done again: what was opted in stays so.
            wakeups.Soon(RetryAfter);
        }
    }

    public Task Rest() => Task.CompletedTask;

    async Task Work(ImportState import)
    {
        var batch = await rows.Next(id, import.AfterNumber, import.AfterLine, Batch);
        if (batch.Count == 0)
        {
            await rows.Finish(id);
            await state.Write(import with { EndedAt = time.GetUtcNow() });
            await wakeups.Never();
            return;
        }

        var outcomes = new ImportOutcome[batch.Count];
        await Task.WhenAll(batch.Select(async (row, i) => outcomes[i] = await Apply(import.Plan, row)));
        await rows.Record(id, outcomes);
        await state.Write(import with { AfterNumber = batch[^1].Number, AfterLine = batch[^1].Line });
        wakeups.Soon();
    }

    async Task<ImportOutcome> Apply(ImportPlan plan, ImportRow row)
    {
        var request = new OptIn(plan.Store, ConsentMethod.Import, row.Proof, row.Name, Confirm: row.Wanted == ConsentStatus.Pending, Fresh: false, plan.By);
        var result = await grains.Subscriber(row.Number).OptIn(request);
        if (!result.Ok) return new(row.Line, result.Refusal.Code, result.Refusal.Reason);
        var outcome = !result.Value.Changed ? "already_in" : result.Value.Status == ConsentStatus.Pending ? "pending" : "opted_in";
        return new(row.Line, outcome, outcome == "pending" && row.Proof is null ? "The row has no proof (source, evidence and time of the opt-in)." : null);
    }
}
