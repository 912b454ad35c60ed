namespace Hark.Silo;

/// <summary>The first thing that happens when the process is asked to stop: <c>/readyz</c> says no while everything still works.</summary>
sealed class Drain(IOptions<ClusterOptions> options, TimeProvider time) : Lifecycle
{
    volatile bool _begun;

    public bool Begun => _begun;

    public override async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _begun = true;
        await Task.Delay(options.Value.DrainTime, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
