using System.Reflection;
using System.Text.RegularExpressions;

namespace Hark.Grains.Tests;

/// <summary>What the design forbids and no compiler does: engines, SQL and HTTP in the rules, time and chance that a test cannot set.</summary>
public partial class ArchitectureTests
{
    static readonly string[] Foreign = ["Orleans", "Microsoft.Orleans", "Microsoft.Data", "SQLitePCLRaw", "System.Data", "Npgsql", "Dapper", "Microsoft.AspNetCore"];

    [Fact]
    public void GrainsAndTheirInterfaces_KnowNoEngineNoSqlNoHttp()
    {
        foreach (var assembly in new[] { typeof(Gate).Assembly, typeof(IGrains).Assembly })
        {
            var references = assembly.GetReferencedAssemblies().Select(name => name.Name!).ToArray();
            Assert.NotEmpty(references);
            Assert.DoesNotContain(references, name => Foreign.Any(foreign => name == foreign || name.StartsWith(foreign + ".", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Interfaces_KnowNothingOfOurs() =>
        Assert.DoesNotContain(typeof(IGrains).Assembly.GetReferencedAssemblies(), name => name.Name!.StartsWith("Hark", StringComparison.Ordinal));

    [Theory]
    [InlineData("src/Grains")]
    [InlineData("src/Grains.Interfaces")]
    public void Rules_TakeTimeAndChanceFromOutside(string folder) => AssertAbsent(folder, OwnTimeOrChance());

    [Fact]
    public void Tests_NeverSleep() => AssertAbsent("tests", Sleep());

    [Fact]
    public void Patterns_FindWhatTheyForbid()
    {
        foreach (var (type, member) in new[] { ("DateTime", "Now"), ("DateTimeOffset", "UtcNow"), ("Guid", "NewGuid()"), ("Random", "Shared") })
            Assert.Matches(OwnTimeOrChance(), $"var x = {type}.{member};");
        foreach (var (type, member) in new[] { ("Thread", "Sleep(1)"), ("Task", "Delay(1)") })
            Assert.Matches(Sleep(), $"await {type}.{member};");
    }

    [Fact]
    public void Codes_AreUniqueAndInOneForm()
    {
        var codes = AllCodes().Select(field => (string)field.GetRawConstantValue()!).ToArray();
        Assert.NotEmpty(codes);
        Assert.Equal(codes.Distinct(), codes);
        Assert.All(codes, code => Assert.Matches("^[a-z]+(_[a-z]+)*$", code));
    }

    [Fact]
    public void Codes_AreUsed()
    {
        var sources = string.Join('\n', Repository.Sources("src").Select(source => source.Text));
        var used = CodeUse().Matches(sources).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.DoesNotContain(AllCodes().Select(field => field.Name), name => !used.Contains(name));
    }

    static FieldInfo[] AllCodes() => typeof(Codes).GetFields(BindingFlags.Public | BindingFlags.Static);

    static void AssertAbsent(string folder, Regex forbidden)
    {
        var sources = Repository.Sources(folder);
        Assert.NotEmpty(sources);
        Assert.Empty(sources.SelectMany(source => forbidden.Matches(source.Text).Select(match => $"{source.Path}: {match.Value}")));
    }

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bDateTime\.Today\b|\bGuid\.(NewGuid|CreateVersion7)\b|\bRandom\.Shared\b|\bnew Random\(\)|\bEnvironment\.TickCount|\bStopwatch\b")]
    private static partial Regex OwnTimeOrChance();

    [GeneratedRegex(@"\bThread\.Sleep\b|\bTask\.Delay\b")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\bCodes\.(\w+)")]
    private static partial Regex CodeUse();
}
