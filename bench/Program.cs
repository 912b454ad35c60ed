using Hark.Bench;

// Each figure is of one run on one machine; RESULTS.md says which.
var what = args.FirstOrDefault() ?? "all";
if (what is "all" or "campaign")
    await CampaignBench.Run(args.Length > 1 ? [.. args[1..].Select(a => int.Parse(a, System.Globalization.CultureInfo.InvariantCulture))] : [10_000, 100_000, 1_000_000],
        new Table("Campaign, pool uncapped", "audience", "seconds", "messages/s", "CPU µs/message", "bytes written/message", "peak memory, MB", "import rows/s"));
if (what is "all" or "pace")
{
    var table = new Table("The pool at 30 parts/s", "stores", "seconds", "parts", "busiest second", "use", "Jain index");
    await PaceBench.Run(TimeSpan.FromSeconds(60), table);
    await PaceBench.Share([2, 5, 10], TimeSpan.FromSeconds(30), table);
}
