using System.Globalization;
using System.Net;

namespace Hark.Cluster.Tests;

/// <summary>One process of a cluster; its place stays, the process in it comes and goes.</summary>
sealed class Node(string folder, string role, HarkSettings settings) : IDisposable
{
    readonly List<HarkProcess> _processes = [];

    /// <summary>Where a silo listens to other silos.</summary>
    public int SiloPort { get; } = int.Parse(settings.GetValueOrDefault("Cluster__SiloPort", "0"), CultureInfo.InvariantCulture);

    public HarkProcess Process => _processes[^1];

    public bool Alive => _processes.Count > 0 && Process.Alive;

    public HttpClient Http => Process.Http;

    public async Task Start()
    {
        _processes.Add(HarkProcess.Begin(folder, settings, SiloProgramFile.Serving(role)));
        await Process.Listening();
        await Ready();
    }

    public Task Ready() => Until.True(async () => await Readiness() is null, $"{role} is ready");

    /// <returns>Null when it is ready, and otherwise why it is not.</returns>
    public async Task<string?> Readiness()
    {
        using var answer = await Http.GetAsync("/readyz");
        return answer.StatusCode == HttpStatusCode.OK ? null : await answer.Content.ReadAsStringAsync();
    }

    /// <summary>What its processes wrote.</summary>
    public string Story => string.Join("\n", _processes.Select(p => $"--- {role} {SiloPort}, {(p.Alive ? "alive" : "ended")}\n{p.Output}{p.Errors}"));

    public void Dispose() => _processes.ForEach(p => p.Dispose());
}
