using Hark.Grains;

namespace Hark.Carriers.Tests;

public sealed class SimulatorJournalTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("hark-journal-").FullName;
    string File => Path.Combine(_folder, "sub", "journal.txt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string[] Lines()
    {
        using var reader = new StreamReader(new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public async Task AnsweredText_IsInTheFileBeforeItsAnswer()
    {
        await using var bench = new SimulatorBench(o => (o.Latency, o.Journal) = (TimeSpan.Zero, File));
        var at = bench.Time.GetUtcNow().ToUnixTimeMilliseconds();

        Assert.Equal(SubmitStatus.Accepted, (await bench.Submit(7, parts: 2)).Status);
        Assert.Equal([$"{at} dl_7 +12015550100 2"], Lines());
        bench.Time.Advance(TimeSpan.FromMilliseconds(5));
        await bench.Submit(8);

        Assert.Equal([$"{at} dl_7 +12015550100 2", $"{at + 5} dl_8 +12015550100 1"], Lines());
    }

    [Fact]
    public async Task DelayedAnswers_AreInTheFileBeforeThem()
    {
        await using var bench = new SimulatorBench(o => o.Journal = File);
        var answers = Enumerable.Range(1, 100).Select(i => bench.Submit(i)).ToArray();

        bench.Time.Advance(TimeSpan.FromMilliseconds(20));

        Assert.All(answers, a => Assert.True(a.IsCompletedSuccessfully));
        Assert.Equal(Enumerable.Range(1, 100).Select(i => $"dl_{i}"), Lines().Select(l => l.Split(' ')[1]));
    }

    [Fact]
    public async Task OnlyTextsThatReachTheirHandset_AreInTheFile()
    {
        await using var bench = new SimulatorBench(o =>
        {
            (o.RejectRate, o.UnknownRate, o.UndeliveredRate, o.Journal) = (0.2, 0.2, 0.2, File);
        });

        await bench.SubmitAll(500);

        var arrived = bench.Carrier.MessagesTo(SimulatorBench.Handset).Select(m => m.Id.ToString()).Reverse();
        Assert.Equal(arrived, Lines().Select(l => l.Split(' ')[1]));
    }

    [Fact]
    public async Task TwoCarriersAtOnce_LoseNoLineOfEachOther()
    {
        if (!OperatingSystem.IsLinux()) return;
        await using var one = new SimulatorBench(o => (o.Latency, o.Journal) = (TimeSpan.Zero, File));
        await using var two = new SimulatorBench(o => (o.Latency, o.Journal) = (TimeSpan.Zero, File));

        for (var id = 1; id <= 100; id++) await (id % 2 == 0 ? one : two).Submit(id);

        Assert.Equal(Enumerable.Range(1, 100).Select(i => $"dl_{i}"), Lines().Select(l => l.Split(' ')[1]));
    }

    [Fact]
    public async Task HalfALineOfAKilledProcess_DoesNotSpoilTheNext()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, "1 dl_1 +1 1\n2 dl_2 +12");

        await using var bench = new SimulatorBench(o => (o.Latency, o.Journal) = (TimeSpan.Zero, File));
        await bench.Submit(3);

        Assert.Equal(["1 dl_1 +1 1", "2 dl_2 +12", $"{bench.Time.GetUtcNow().ToUnixTimeMilliseconds()} dl_3 +12015550100 1"], Lines());
    }

    [Fact]
    public async Task ManyThreads_EachLineIsWhole()
    {
        await using var bench = new SimulatorBench(o => (o.Latency, o.Journal) = (TimeSpan.Zero, File));

        await Parallel.ForAsync(1, 5_001, async (id, _) => await bench.Submit(id));

        Assert.Equal(Enumerable.Range(1, 5_000).Select(i => $"dl_{i}").Order(), Lines().Select(l => l.Split(' ')[1]).Order());
    }

    [Fact]
    public async Task JournalCannotBeWritten_TheAnswerSaysSoEachTime()
    {
        const string full = "/dev/full";
        if (!System.IO.File.Exists(full)) return;
        var bench = new SimulatorBench(o => (o.Latency, o.Journal) = (TimeSpan.Zero, full));

        await Assert.ThrowsAsync<IOException>(() => bench.Submit(1));
        await Assert.ThrowsAsync<IOException>(() => bench.Submit(2));
    }
}
