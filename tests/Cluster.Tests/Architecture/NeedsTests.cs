using System.Reflection;
using System.Text.RegularExpressions;
using Hark.Grains.Tests;

namespace Hark.Cluster.Tests;

/// <summary>Who leaves out what needs PostgreSQL leaves out all of it, and no more.</summary>
public sealed class NeedsTests
{
    [Fact]
    public void TestsThatStartAServer_AndNoOthers_SayThatTheyNeedIt()
    {
        var files = Repository.Sources("tests/Cluster.Tests").Where(file => !file.Path.EndsWith($"/{nameof(NeedsTests)}.cs", StringComparison.Ordinal))
            .Select(file => (Types: Declared(file.Text), Words: Words(file.Text))).ToList();
        var needing = new HashSet<string> { nameof(PostgresServer) };
        // Whoever uses one that needs the server needs it too.
        int known;
        do
        {
            known = needing.Count;
            foreach (var file in files.Where(file => file.Words.Overlaps(needing))) needing.UnionWith(file.Types);
        } while (needing.Count > known);

        var tests = typeof(NeedsTests).Assembly.GetTypes().Where(type => !type.IsAbstract && type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute)))).ToList();
        Assert.Equal(tests.Where(type => needing.Contains(type.Name)).Select(type => type.Name).Order(), tests.Where(SaysSo).Select(type => type.Name).Order());
    }

    /// <summary>Types of a file that are not inside others.</summary>
    static List<string> Declared(string text) =>
        [.. Regex.Matches(text, @"^(?:[a-z]+ )*(?:class|record|interface) (\w+)", RegexOptions.Multiline).Select(match => match.Groups[1].Value)];

    static HashSet<string> Words(string text) => [.. Regex.Matches(text, @"\w+").Select(match => match.Value)];

    static bool SaysSo(Type type) =>
        type.GetCustomAttributesData().Any(attribute => attribute.AttributeType == typeof(TraitAttribute) && attribute.ConstructorArguments.Select(a => a.Value).SequenceEqual(["Needs", "PostgreSQL"]));
}
