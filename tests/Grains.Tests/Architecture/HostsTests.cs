using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Hark.Grains.Tests;

/// <summary>Hark runs on one machine without Orleans, and is built where its packages cannot be had: only the host for clusters knows them.</summary>
public partial class HostsTests
{
    static readonly string[] ClusterOnly = ["src/Silo/", "tests/Cluster.Tests/"];

    [Fact]
    public void Orleans_IsKnownToTheClustersHostAlone()
    {
        var sources = Repository.Sources("src").Concat(Repository.Sources("tests")).Where(source => !ClusterOnly.Any(source.Path.StartsWith)).ToArray();
        Assert.NotEmpty(sources);
        Assert.DoesNotContain(sources, source => Orleans().IsMatch(Code(source.Text)));
    }

    [Fact]
    public void ProjectsThatReferToTheCluster_DoSoOnACondition()
    {
        var references = Projects().SelectMany(project => XDocument.Parse(project.Text).Descendants()
            .Where(element => element.Attribute("Include") is { } include && Cluster().IsMatch(include.Value))
            .Select(element => (project.Path, Reference: $"{element}", OnACondition: element.AncestorsAndSelf().Any(e => e.Attribute("Condition") is not null)))).ToArray();
        Assert.Equal(ClusterOnly, references.Where(r => !r.OnACondition).Select(r => ClusterOnly.FirstOrDefault(r.Path.StartsWith, r.Path)).Distinct());
    }

    [Fact]
    public void EmbeddedSolution_HasEveryProjectButTheClusters()
    {
        var all = ProjectOfSolution().Matches(Repository.Text("Actors.sln")).Select(match => match.Groups[1].Value.Replace('\\', '/')).ToArray();
        Assert.Equal(Projects().Select(project => project.Path).Order(StringComparer.Ordinal), all.Order(StringComparer.Ordinal));

        var filter = JsonDocument.Parse(Repository.Text("Actors.Embedded.slnf")).RootElement.GetProperty("solution").GetProperty("projects");
        var embedded = filter.EnumerateArray().Select(project => project.GetString()!.Replace('\\', '/'));
        Assert.Equal(all.Where(project => !ClusterOnly.Any(project.StartsWith)).Order(StringComparer.Ordinal), embedded.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("using Orleans.Runtime;")]
    [InlineData("Orleans.TestingHost.TestCluster cluster;")]
    public void Pattern_FindsWhatItForbids(string line) => Assert.Matches(Orleans(), Code(line));

    [Theory]
    [InlineData("/// <summary>As Orleans.Runtime does it.</summary>")]
    [InlineData("// Orleans.Runtime answers later.")]
    [InlineData("var name = \"the host's name\"; // see Orleans.Core")]
    public void Pattern_LeavesCommentsAlone(string line) => Assert.DoesNotMatch(Orleans(), Code(line));

    static IEnumerable<(string Path, string Text)> Projects() => new[] { "src", "tests", "bench" }.SelectMany(folder => Repository.Sources(folder, "*.csproj"));

    /// <summary>Without comments, and without these tests' own words.</summary>
    static string Code(string text) => text.Contains(nameof(HostsTests), StringComparison.Ordinal) || text.Contains(nameof(ArchitectureTests), StringComparison.Ordinal) ? "" : Comment().Replace(text, "");

    [GeneratedRegex(@"\bOrleans\.\w")]
    private static partial Regex Orleans();

    [GeneratedRegex(@"(?<!:)//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^Microsoft\.Orleans\b|[/\\](Silo|Cluster\.Tests)\.csproj$")]
    private static partial Regex Cluster();

    [GeneratedRegex(@"= ""[^""]+"", ""([^""]+\.csproj)""")]
    private static partial Regex ProjectOfSolution();
}
