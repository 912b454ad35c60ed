using System.Globalization;
using Hark.Bench;

// Each figure is of one run on one machine; RESULTS.md says which.
var what = args.FirstOrDefault() ?? "all";
var allWithCluster = what == "all" && BenchService.NoCluster is null;
if (what is "all" or "campaign")
{
    Table.Begin("Campaign, pool uncapped", "audience", "seconds", "messages/s", "CPU µs/message", "bytes written/message", "bytes allocated/message", "peak memory, MB", "import rows/s");
    await CampaignBench.Run(args.Length > 1 ? [.. args[1..].Select(a => int.Parse(a, CultureInfo.InvariantCulture))] : [10_000, 100_000, 1_000_000]);
}
if (what is "all" or "pace")
{
    Table.Begin("The pool at 30 parts/s", "stores", "seconds", "parts", "busiest second", "use", "Jain index");
    await PaceBench.Run(TimeSpan.FromSeconds(60));
    await PaceBench.Share([2, 5, 10], TimeSpan.FromSeconds(30));
}
if (what is "all" or "single")
{
    Table.Begin("Single sends while a campaign of 100,000 runs at 30 parts/s", "texts", "accepted p50, ms", "accepted p99, ms", "handed over p50, ms", "handed over p99, ms", "handed over max, ms");
    await SingleBench.Run();
}
if (what is "all" or "crmtext")
{
    Table.Begin("The CRM Text surface: sendsmsmsg to one store", "calls/s asked for", "calls", "accepted", "calls/s", "p50, ms", "p99, ms", "max, ms");
    await CrmTextBench.Run(TimeSpan.FromSeconds(30));
}
if (what is "all" or "smpp")
{
    Table.Begin("A campaign over SMPP, pool uncapped", "audience", "receipts", "seconds", "messages/s", "CPU µs/message", "peak memory, MB", "twice at the SMSC");
    await SmppBench.Uncapped(50_000, receipts: false);
    await SmppBench.Uncapped(50_000, receipts: true);
    Table.Begin("A campaign over SMPP at the pool's rate, by the SMSC's clock", "parts/s", "texts", "parts of each", "parts", "seconds", "busiest second", "use");
    await SmppBench.Paced(30, 900, "Come and see the new models this weekend.");
    await SmppBench.Paced(30, 300, string.Concat(Enumerable.Repeat("Come and see the new models this weekend. ", 8)));
}
if (what is "all" or "callbacks")
{
    Table.Begin("Callbacks of one store while another's endpoint hangs", "texts/s", "seconds", "texts", "posted twice", "received/s", "delivered/s", "kept to posted p50, ms", "p99, ms", "max, ms", "posts to the one that hangs", "CPU µs/text");
    await CallbackBench.Run(500, TimeSpan.FromSeconds(30));
    await CallbackBench.Run(1_000, TimeSpan.FromSeconds(20));
}
if (what is "all" or "states")
{
    Table.Begin("Actors' states on PostgreSQL, 300 bytes each, writes a second", "", "in batches", "one by one, prepared", "ratio");
    await StateBench.Run();
}
if (what == "all" && BenchService.NoCluster is { } reason) Console.WriteLine($"\nThe cluster is left out. {reason}");
if (allWithCluster || what == "cluster")
{
    Table.Begin("A campaign on each host, pool uncapped", "host", "audience", "seconds", "messages/s", "CPU µs/message, Hark", "CPU µs/message, PostgreSQL", "peak memory of each process, MB", "import rows/s");
    await ClusterBench.Campaigns(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 50_000);
    await ClusterBench.Large(200_000);
}
if (allWithCluster || what == "clusterpace")
{
    Table.Begin("The pool at 300 parts/s over silos", "silos", "parts", "busiest second", "use after 3 s");
    await ClusterBench.Pace(300, TimeSpan.FromSeconds(30));
}
if (what is "all" or "import")
{
    Table.Begin("Import over HTTP, and the start on its data", "rows", "seconds", "rows/s", "peak memory, MB", "fastest of 5 starts, s", "slowest of 5 starts, s");
    await ImportBench.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000);
}
