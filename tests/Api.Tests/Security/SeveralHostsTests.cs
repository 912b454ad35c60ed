using System.Text;
using Hark.Records;
using Hark.Testing;
using Microsoft.Extensions.Configuration;
using Spectre.Console;

namespace Hark.Api.Tests;

/// <summary>API hosts that share one database: they start at once on an empty one, and agree on keys.</summary>
public sealed class SeveralHostsTests
{
    const string Given = "a-key-that-was-given";

    readonly ManualTime _time = new();

    [Fact]
    public async Task StartedAtOnce_ShareOneSecretOfTheApiKeys()
    {
        var settings = new SharedSettings(startingAtOnce: 3);
        ApiKeys[] hosts = [new(settings), new(settings), new(settings)];
        await Task.WhenAll(hosts.Select(host => host.Prepare()));
        Assert.Single(hosts.Select(host => host.Of(new(12))).Distinct());

        var later = new ApiKeys(settings);
        await later.Prepare();
        Assert.Equal(hosts[0].Of(new(12)), later.Of(new(12)));
    }

    [Fact]
    public async Task StartedAtOnceWithoutAdminKey_ShowOneThatAllTake()
    {
        var settings = new SharedSettings(startingAtOnce: 3);
        Host[] hosts = [new(settings, null, _time), new(settings, null, _time), new(settings, null, _time)];
        await Task.WhenAll(hosts.Select(host => host.Key.Prepare()));
        var shown = Assert.Single(hosts, host => host.Shown.Length > 0).Shown.Split(':')[^1].Trim();
        foreach (var host in hosts) Assert.True(await host.Takes(shown));
    }

    [Fact]
    public async Task GivenAdminKey_ReplacesTheFormerForAllHosts()
    {
        var settings = new SharedSettings();
        var running = new Host(settings, "the-key-of-last-year", _time);
        await running.Key.Prepare();
        var started = new Host(settings, Given, _time);
        await started.Key.Prepare();
        Assert.True(await started.Takes(Given));
        Assert.False(await started.Takes("the-key-of-last-year"));

        _time.Advance(AdminKey.Memory);
        Assert.True(await running.Takes(Given));
        Assert.False(await running.Takes("the-key-of-last-year"));
        Assert.Equal("", running.Shown + started.Shown);
    }

    [Fact]
    public async Task HostWithoutAdminKey_TakesTheOneThatStands()
    {
        var settings = new SharedSettings();
        await new Host(settings, Given, _time).Key.Prepare();
        var other = new Host(settings, null, _time);
        await other.Key.Prepare();
        Assert.True(await other.Takes(Given));
        Assert.Equal("", other.Shown);
    }

    [Fact]
    public async Task WhatIsStored_IsNotReadForEachRequest()
    {
        var settings = new SharedSettings();
        var host = new Host(settings, Given, _time);
        await host.Key.Prepare();
        var reads = settings.Reads;
        for (var i = 0; i < 100; i++) await host.Takes(Given);
        Assert.Equal(reads, settings.Reads);
    }

    sealed class Host
    {
        readonly StringBuilder _console = new();

        public Host(ISettings settings, string? given, TimeProvider time)
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [AdminKey.Setting] = given }).Build();
            Key = new(settings, configuration, AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(new StringWriter(_console)) }), time);
        }

        public AdminKey Key { get; }
        public string Shown => _console.ToString();

        public ValueTask<bool> Takes(string key) => Key.Is(ApiKeys.Hash(key));
    }

    /// <summary>One database. Hosts that start at once have all looked before any of them writes.</summary>
    sealed class SharedSettings(int startingAtOnce = 0) : ISettings
    {
        readonly Lock _lock = new();
        readonly Dictionary<string, string> _values = [];
        readonly TaskCompletionSource _allHaveLooked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Reads { get; private set; }

        public async Task<string?> Get(string name)
        {
            string? value;
            lock (_lock)
            {
                value = _values.GetValueOrDefault(name);
                if (++Reads >= startingAtOnce) _allHaveLooked.TrySetResult();
            }
            await _allHaveLooked.Task;
            return value;
        }

        public Task Put(string name, string value)
        {
            lock (_lock) _values[name] = value;
            return Task.CompletedTask;
        }

        public Task<string> PutIfAbsent(string name, string value)
        {
            lock (_lock)
            {
                _values.TryAdd(name, value);
                return Task.FromResult(_values[name]);
            }
        }
    }
}
