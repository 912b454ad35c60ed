namespace Hark.Records.Tests;

/// <summary>An actor's turn that begins something and then does not come to run again.</summary>
sealed class StuckTurn : TaskScheduler
{
    /// <summary>Runs it up to its first wait. What would go on in this turn never does.</summary>
    public static Task Begin(Func<Task> turn)
    {
        var scheduler = new StuckTurn();
        var begun = new Task<Task>(turn);
        begun.Start(scheduler);
        scheduler.TryExecuteTask(begun);
        return begun.Result;
    }

    protected override void QueueTask(Task task) { }
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;
    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
