using System.Collections.Concurrent;
using System.Diagnostics;
using Hark.Testing;

namespace Hark.Records.Tests;

/// <summary>The server dies, stops answering, comes back.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class PostgresFaultTests : IAsyncLifetime
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(40);
    static readonly Sql Put = Sql.Named("Settings/put");

    PostgresServer _server = null!;
    string _database = "";
    PostgresRecords _records = null!;

    public async Task InitializeAsync()
    {
        _server = await PostgresServer.Start();
        _database = await _server.NewDatabase();
        new PostgresSchema().Install(_database);
        _records = Open(connections: 4);
    }

    PostgresRecords Open(int connections) => PostgresRecords.Open(new DatabaseOptions { ConnectionString = _database, Connections = connections }, TimeProvider.System);

    [Fact]
    public async Task ServerKilledUnderWrites_WhatWasAcknowledgedIsThereAndHealthTellsBoth()
    {
        var kept = new ConcurrentBag<string>();
        var refused = new ConcurrentBag<string>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var n = 0; refused.Count < 100; n++)
            {
                try
                {
                    await _records.Settings.Put($"{writer}-{n}", "kept");
                    kept.Add($"{writer}-{n}");
                }
                catch (StorageUnavailableException unavailable) { refused.Add(unavailable.Message); }
                if (kept.Count > 100) enough.TrySetResult();
            }
        })).ToList();
        await enough.Task;
        await _server.Kill();
        await Task.WhenAll(writers).WaitAsync(Longest);

        Assert.All(refused, sentence => Assert.Contains($"127.0.0.1:{_server.Port}", sentence, StringComparison.Ordinal));
        Assert.False(_records.Database.Health.Ok);
        await _server.Restart();
        // Nobody writes: it finds out by itself.
        await Until(() => _records.Database.Health.Ok);
        foreach (var name in kept) Assert.Equal("kept", await _records.Settings.Get(name));
        await _records.Settings.Put("after", "kept");
    }

    [Fact]
    public async Task ServerThatDoesNotAnswer_HoldsNobodyForEver()
    {
        await _records.Settings.Put("a", "1");
        var processes = Processes();
        await Signal("STOP", processes);
        try
        {
            var watch = Stopwatch.StartNew();
            var works = Enumerable.Range(0, 30).Select(n => _records.Settings.Put($"n{n}", "1")).ToList();
            foreach (var work in works) await Assert.ThrowsAsync<StorageUnavailableException>(() => work.WaitAsync(Longest));
            Assert.True(watch.Elapsed < Longest);
            Assert.False(_records.Database.Health.Ok);
        }
        finally { await Signal("CONT", processes); }
        await Until(() => _records.Database.Health.Ok);
        await _records.Settings.Put("a", "2");
        Assert.Equal("2", await _records.Settings.Get("a"));
    }

    [Fact]
    public async Task WorkThatThrows_IsUndoneAndTheNextGoesOn()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => _records.Database.Write<int>(session =>
        {
            session.Statement(Put).Add("a").Add("1").Run();
            throw new InvalidDataException();
        }));
        Assert.Null(await _records.Settings.Get("a"));
        Assert.True(_records.Database.Health.Ok);
    }

    [Fact]
    public async Task WorksThatLockEachOther_AreRepeatedUntilBothAreDone()
    {
        foreach (var name in (string[])["a", "b"]) await _records.Settings.Put(name, "0");
        using var both = new Barrier(2);
        var runs = 0;
        Task Cross(string first, string second) => _records.Database.Write(session =>
        {
            session.Statement(Put).Add(first).Add("1").Run();
            if (Interlocked.Increment(ref runs) <= 2) both.SignalAndWait();
            session.Statement(Put).Add(second).Add("1").Run();
        });
        await Task.WhenAll(Cross("a", "b"), Cross("b", "a")).WaitAsync(Longest);
        // At least one of them ran again; on a busy machine they may meet more than once.
        Assert.InRange(runs, 3, 16);
    }

    [Fact]
    public async Task ConnectionEndedByTheServer_NextWorkHasANewOne()
    {
        await using var records = Open(connections: 1);
        await records.Settings.Put("a", "1");
        TestServer.Execute(_server.ConnectionString, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hark'");
        await Assert.ThrowsAsync<StorageUnavailableException>(() => records.Settings.Put("a", "2"));
        Assert.False(records.Database.Health.Ok);
        await records.Settings.Put("a", "3");
        Assert.True(records.Database.Health.Ok);
    }

    [Fact]
    public async Task QueuedBeforeTheEnd_IsKept()
    {
        var works = Enumerable.Range(0, 100).Select(n => _records.Settings.Put($"n{n}", "kept")).ToList();
        await _records.DisposeAsync();
        await Task.WhenAll(works);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _records.Settings.Put("late", "1"));
    }

    /// <summary>The server and its children: one that is stopped does not tell that the others are.</summary>
    string Processes()
    {
        var children = (string)TestServer.Ask(_server.ConnectionString, "SELECT string_agg(pid::text, ' ') FROM pg_stat_activity")!;
        var parent = File.ReadLines($"/proc/{children.Split(' ')[0]}/status").First(line => line.StartsWith("PPid:", StringComparison.Ordinal))[5..].Trim();
        return $"{parent} {children}";
    }

    static async Task Signal(string signal, string processes)
    {
        // One of them was the connection that listed them, and has ended.
        using var kill = Process.Start("sh", ["-c", $"for p in {processes}; do kill -{signal} $p 2>/dev/null; done"]);
        await kill.WaitForExitAsync();
    }

    static async Task Until(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), "It did not come.");
            await often.WaitForNextTickAsync();
        }
    }

    public async Task DisposeAsync()
    {
        await _records.DisposeAsync();
        await _server.DisposeAsync();
    }
}
