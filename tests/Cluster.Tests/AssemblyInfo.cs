// Each test runs two silos; more than one cluster at a time makes them miss each other's probes on a small machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
